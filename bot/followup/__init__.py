"""What Stagemaat does not let go of: dates that were promised, reminders, questions to the student, erasing. Refuses to know a channel or a page."""

"""The commands of nlu: train, serve, parse, measure (six ways), report. Hands over to nlu/.venv; refuses to run without it."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PYTHON = HERE / ".venv" / "bin" / "python"


def hand_over() -> None:
    """Goes on in nlu's own environment, where rasa is."""
    if Path(sys.prefix).resolve() == (HERE / ".venv").resolve():
        return
    if not PYTHON.exists():
        sys.exit("de omgeving van nlu ontbreekt: doe eerst `make setup`")
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONDONTWRITEBYTECODE", "PYTHONWARNINGS")}
    environment["PYTHONPATH"] = str(HERE.parent)
    environment["PYTHONWARNINGS"] = "ignore"  # of libraries from 2023 about each other
    environment["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"
    os.execve(PYTHON, [str(PYTHON), "-m", "nlu", *sys.argv[1:]], environment)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m nlu", description="Begrijpt Nederlands van studenten.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("train", help="traint het model, als er iets veranderd is")
    serving = commands.add_parser("serve", help="opent de deur voor de bot")
    serving.add_argument("--port", type=int, help="op 127.0.0.1")
    serving.add_argument("--socket", type=Path, metavar="PAD")
    serving.add_argument("--with-parent", action="store_true", help="stopt als de standaardinvoer sluit: zo start de bot het")
    commands.add_parser("parse", help="leest regels van de invoer, schrijft per regel een JSON-object")
    measuring = commands.add_parser("evaluate", help="meet een bestand met regels {text, intent}")
    measuring.add_argument("file", type=Path, nargs="?", default=HERE / "evaluation" / "lines.jsonl", help="anders het eigen examen")
    commands.add_parser("evaluate-stories", help="meet gronden, moment en herkenbare gegevens, en schrijft nlu/evaluation/VERHALEN.md")
    commands.add_parser("crossvalidate", help="meet de trainingsregels, elke schrijver met een model dat hem niet kent (een minuut)")
    commands.add_parser("compare", help="zet de pijplijnen naast elkaar (tien minuten)")
    commands.add_parser("report", help="schrijft nlu/REPORT.md opnieuw (twee minuten)")
    beside = commands.add_parser("peer", help="speelt de regels van de invoer door Rasa's eigen dialoog en meet dat (een minuut)")
    beside.add_argument("--conversations", type=int, default=50, metavar="GETAL")
    asked = parser.parse_args()
    hand_over()
    sys.path.insert(0, str(HERE.parent))
    from nlu import training

    if asked.command == "train":
        if not training.is_fresh():
            print("nlu: trainen (ongeveer vier minuten)", flush=True)
        training.train()
        return
    if asked.command == "crossvalidate":
        from nlu.crossvalidate import crossvalidate

        print(json.dumps(crossvalidate(), indent=2))
        return
    if asked.command == "compare":
        from nlu.compare import compare

        print(json.dumps(compare(), ensure_ascii=False, indent=2))
        return
    if asked.command == "peer":
        from nlu.peer import measure

        texts = [line.strip() for line in sys.stdin if line.strip()]
        if not texts or asked.conversations < 1:
            sys.exit("geef op de invoer minstens een regel, en minstens een gesprek")
        print(json.dumps(measure(texts, asked.conversations)))
        return
    training.train()
    if asked.command == "report":
        from nlu.report import write

        print(write())
    elif asked.command == "serve":
        from nlu.door import serve

        serve(asked.port, asked.socket, asked.with_parent)
    elif asked.command == "parse":
        parse()
    elif asked.command == "evaluate-stories":
        from nlu.evaluate_spans import write_report

        print(write_report())
    else:
        from nlu.evaluate import evaluate

        print(json.dumps(evaluate(asked.file), ensure_ascii=False, indent=2))


def parse() -> None:
    """Lines in, one JSON object a line out."""
    from nlu.understand import Reader

    reader = Reader()
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    for line in sys.stdin:
        print(json.dumps(asyncio.run(reader.read(line.rstrip("\n"))), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()

"""Whether a text is Dutch: a mix is, a few words are, another language is not."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.conftest import ROOT

DUTCH = (
    "hoi",
    "ewa bro wollah die gast zei echt you don't belong here haha",
    "ik niet begrijp waarom hij zegt zo",
    "kk irritant man",
    "mijn boss zei dat ik too emotional ben voor de werkvloer",
    "ok thanks",
    "113?",
    "",
    "😭😭😭",
)
FOREIGN = (
    "can you please help me because i do not know what to do",
    "proszę o pomoc, nie wiem gdzie mam iść",
    "ich weiß nicht was ich machen soll und wer mir helfen kann",
    "je ne sais pas quoi faire avec mon patron",
    "أحتاج إلى مساعدة من فضلك",
    "помогите мне пожалуйста",
    "bana yardım lazım ama ne yapmak gerek bilmiyorum bu çok kötü",
)


def test_another_language_is_heard_and_a_mix_is_dutch(trained):
    lines = "\n".join((*DUTCH, *FOREIGN)) + "\n"
    ran = subprocess.run([sys.executable, "-m", "nlu", "parse"], cwd=ROOT, input=lines, capture_output=True, text=True, check=True)
    said = {read["text"]: read["foreign"] for read in map(json.loads, ran.stdout.splitlines())}
    assert {text: said.get(text, False) for text in DUTCH} == dict.fromkeys(DUTCH, False)
    assert {text: said.get(text) for text in FOREIGN} == dict.fromkeys(FOREIGN, True)

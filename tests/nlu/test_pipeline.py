"""What nlu's pipeline, environment and pins are made of. Refuses TensorFlow, and pins that a stranger could swap."""

from __future__ import annotations

import json
import re
import subprocess

import pytest

from flows.yaml_file import read_yaml
from tests.conftest import NLU_PYTHON, ROOT

PINS = (ROOT / "nlu" / "requirements.txt").read_text(encoding="utf-8")


def in_nlu(program: str) -> subprocess.CompletedProcess:
    return subprocess.run([NLU_PYTHON, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=120)


def test_every_component_is_our_own_and_none_needs_tensorflow():
    names = [str(part["name"]) for part in read_yaml(ROOT / "nlu" / "config.yml")["pipeline"]]
    assert names and all(name.startswith("nlu.components.") for name in names)
    ran = in_nlu(
        "from nlu import quiet_rasa, hollow_tensorflow as hollow\n"
        "import importlib, inspect\n"
        f"for name in {names!r}:\n"
        "    module, _, kind = name.rpartition('.')\n"
        "    found = importlib.import_module(module)\n"
        "    for one in (getattr(found, kind), *vars(found).values()):\n"
        "        assert not (inspect.isclass(one) and issubclass(one, hollow.Hollow)), one\n"
        "        assert getattr(one, '__name__', '').partition('.')[0] not in hollow.ROOTS, one\n"
    )
    assert ran.returncode == 0, ran.stderr


def test_tensorflow_is_not_installed():
    ran = in_nlu("import importlib.util as u; print([n for n in ('tensorflow', 'keras', 'tensorflow_hub') if u.find_spec(n)])")
    assert ran.stdout.strip() == "[]"


def test_a_component_that_would_compute_with_tensorflow_is_refused_loudly():
    ran = in_nlu(
        "from nlu import quiet_rasa, hollow_tensorflow as hollow\n"
        "import tensorflow as tf\n"
        "from rasa.utils.tensorflow.models import RasaModel\n"
        "for use in (lambda: tf.constant(1), lambda: tf.keras.layers.Dense(3), lambda: RasaModel(), lambda: tf.nn.softmax([1.0])):\n"
        "    try:\n"
        "        use()\n"
        "    except hollow.TensorFlowIsHollow as refused:\n"
        "        assert 'nlu/config.yml' in str(refused)\n"
        "    else:\n"
        "        raise SystemExit('TensorFlow seemed to work')\n"
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_diet_in_the_pipeline_fails_while_training(tmp_path):
    """The twin of the tests above: hollow TensorFlow let this train happily and fail only when the model was loaded."""
    config = tmp_path / "config.yml"
    config.write_text(
        "recipe: default.v1\nassistant_id: x\nlanguage: nl\npolicies: []\npipeline:\n"
        "- name: WhitespaceTokenizer\n- name: CountVectorsFeaturizer\n- name: DIETClassifier\n  epochs: 1\n"
    )
    lines = tmp_path / "lines.yml"
    lines.write_text(
        'version: "3.1"\nnlu:\n- intent: ja\n  examples: |\n    - ja\n    - graag\n- intent: nee\n  examples: |\n    - nee\n    - liever niet\n'
    )
    ran = in_nlu(f"from nlu import quiet_rasa\nquiet_rasa.train_nlu({str(config)!r}, {str(lines)!r}, {str(tmp_path)!r}, fixed_model_name='m')\n")
    assert ran.returncode != 0 and not (tmp_path / "m.tar.gz").exists()


def test_every_pin_is_exact_and_has_a_hash():
    packages = re.split(r"\n(?=\S)", PINS.strip())
    assert len(packages) > 50
    for package in packages:
        assert re.match(r"[\w.-]+==[\w.]+ \\\n", package), package[:60]
        assert "--hash=sha256:" in package, package[:60]


def test_no_pin_names_where_it_comes_from():
    assert not re.search(r"https?:|--(?:index|extra|find|trusted)|^-[fi] ", PINS, re.MULTILINE)


def test_what_is_installed_is_what_is_pinned():
    pinned = dict(re.findall(r"^([\w.-]+)==([\w.]+)", PINS, re.MULTILINE))
    ran = in_nlu(
        "import importlib.metadata as m, json, sysconfig\n"
        "print(json.dumps({d.name: d.version for d in m.distributions(path=[sysconfig.get_path('purelib')])}))\n"
    )
    have = {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in json.loads(ran.stdout).items()}
    assert {name: have.get(re.sub(r"[-_.]+", "-", name).lower()) for name in pinned} == pinned
    assert set(have) - {re.sub(r"[-_.]+", "-", name).lower() for name in pinned} <= {"pip"}  # what a venv is born with


def test_the_model_holds_no_code(trained):
    ran = in_nlu(
        "import tarfile, io\n"
        "names = tarfile.open('nlu/models/stagemaat.tar.gz').getnames()\n"
        "print([n for n in names if n.endswith(('.pkl', '.pickle', '.joblib', '.skops', '.py'))], len(names))\n"
    )
    assert ran.stdout.startswith("[] "), ran.stdout + ran.stderr


@pytest.mark.parametrize("changed", ["data", "config"])
def test_a_model_is_stale_when_what_it_was_made_from_changes(trained, tmp_path, changed):
    ran = in_nlu(
        "import shutil, pathlib\n"
        "from nlu import training\n"
        "assert training.is_fresh()\n"
        f"copy = pathlib.Path({str(tmp_path)!r}) / 'nlu'\n"
        "shutil.copytree('nlu', copy, ignore=shutil.ignore_patterns('.venv', 'models', '__pycache__'))\n"
        "training.HERE = copy\n"
        "assert training.is_fresh()\n"
        f"file = copy / ('data/groet.yml' if {changed!r} == 'data' else 'config.yml')\n"
        "file.write_text(file.read_text() + '# anders\\n')\n"
        "assert not training.is_fresh()\n"
    )
    assert ran.returncode == 0, ran.stderr

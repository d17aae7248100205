"""Programs that are not ours, for tests marked `outsider`: missing ones fail in CI, else skip."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

FROM_NPM = Path(__file__).parents[2] / ".outsiders" / "node_modules"
"""Where .ci/run puts what it gets by npm; `npm install --prefix .outsiders PACKAGE` does the same by hand."""


def need_npm(package: str) -> Path:
    """The folder of a package from npm; its absence is a failure under CI=true, else a skip."""
    found = FROM_NPM / package
    if not found.is_dir():
        absent = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        absent(f"{package} is not installed: npm install --prefix .outsiders {package}")
    return found


def need(program: str) -> str:
    """The path of a program; its absence is a failure under CI=true, else a skip."""
    found = shutil.which(program)
    if found is None:
        absent = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        absent(f"{program} is not installed")
    return str(found)


def said_by(program: str, *arguments: object, errors: str = "strict") -> str:
    """What a program prints; its failure fails the test."""
    command = [need(program), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, errors=errors, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


_READ_VTT = """
const {WebVTTParser} = require(process.argv[1]);
const tree = new WebVTTParser().parse(require("fs").readFileSync(0, "utf8"), "captions");
console.log(JSON.stringify({cues: tree.cues.length, errors: tree.errors}));
"""


def judged_by_w3c(vtt: str) -> tuple[int, list[object]]:
    """How many cues the W3C's webvtt-parser finds in a WebVTT text, and its errors."""
    command = [need("node"), "-e", _READ_VTT, str(need_npm("webvtt-parser"))]
    done = subprocess.run(
        command, input=vtt, capture_output=True, text=True, encoding="utf-8", check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    read = json.loads(done.stdout)
    return read["cues"], read["errors"]


def run_node(script: str, package: Path, text: str) -> Any:
    """What a script of ours says, as JSON, of a text on its standard input, by means of an npm package."""
    done = subprocess.run(
        [need("node"), "-e", script, str(package)],
        input=text, capture_output=True, text=True, encoding="utf-8", check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


_READ_TTML = """
const path = process.argv[1] + "/src/main/js/";
const {fromXML} = require(path + "doc"), {generateISD} = require(path + "isd");
const faults = [], note = kind => said => { faults.push(kind + ": " + said); };
const hear = {info: note("info"), warn: note("warn"), error: note("error"), fatal: note("fatal")};
const read = fromXML(require("fs").readFileSync(0, "utf8"), hear), shown = [];
const inside = node => (node.text || "") + (node.contents || []).map(words).join("");
const words = node => node.kind === "br" ? "\\n" : inside(node);
if (read) for (const time of read.getMediaTimeEvents())
  shown.push([time, words({contents: generateISD(read, time, hear).contents})]);
console.log(JSON.stringify({shown, faults}));
"""


def shown_by_imsc(ttml: str) -> tuple[list[tuple[float, str]], list[str]]:
    """What the imsc renderer shows from when on, and what it finds amiss."""
    read = run_node(_READ_TTML, need_npm("imsc"), ttml)
    return [(time, text) for time, text in read["shown"]], read["faults"]


_READ_FEED = """
const {parseFeed} = require(process.argv[1]);
console.log(JSON.stringify(parseFeed(require("fs").readFileSync(0, "utf8"))));
"""


def read_by_partytime(feed: str) -> Any:
    """A podcast feed as podcast-partytime reads it."""
    return run_node(_READ_FEED, need_npm("podcast-partytime"), feed)


def judged_by_xmllint(text: str, *options: object) -> str:
    """What xmllint says against an XML text; empty when nothing."""
    done = subprocess.run(
        [need("xmllint"), "--noout", *map(str, options), "-"],
        input=text.encode(), capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    return done.stderr.decode(errors="replace") if done.returncode else ""


_JUDGE_SEAL = """
const [file, folder] = process.argv.slice(1);
const data = new Uint8Array(require("fs").readFileSync(file));
const view = new DataView(data.buffer, data.byteOffset, data.length);
const name = (at) => String.fromCharCode(...data.subarray(at, at + 4));
function inWav() {
  for (let at = 12; at + 8 <= data.length; ) {
    const size = view.getUint32(at + 4, true);
    if (name(at) === "C2PA") return { hole: [at, 8 + size], store: [at + 8, size] };
    at += 8 + size + (size % 2);
  }
}
function inMp3() {
  let at = 10;
  while (name(at) !== "GEOB") at += 10 + view.getUint32(at + 4);
  const end = at + 10 + view.getUint32(at + 4);
  at += 11;
  for (let texts = 0; texts < 3; at++) if (data[at] === 0) texts++;
  return { hole: [at, end - at], store: [at, end - at] };
}
const { hole, store } = name(0) === "RIFF" ? inWav() : inMp3();
const asset = {
  mimeType: "audio/x",
  getDataLength: () => data.length,
  getDataRange: async (start = 0, length = data.length - start) => data.subarray(start, start + length),
  getHashExclusionRange: () => ({ start: hole[0], length: hole[1] }),
};
const from = (part) => import(require("url").pathToFileURL(`${folder}/dist/${part}/index.js`).href);
(async () => {
  const { SuperBox } = await from("jumbf");
  const { ManifestStore } = await from("manifest");
  const read = ManifestStore.read(SuperBox.fromBuffer(data.slice(store[0], store[0] + store[1])));
  const result = await read.validate(asset);
  console.log(JSON.stringify([result.isValid, result.statusEntries.map((entry) => entry.code)]));
})();
"""


def judged_by_trustnxt(path: Path) -> tuple[bool, list[str]]:
    """Whether TrustNXT's c2pa-ts finds the seal in a WAV or MP3 file valid, and its codes."""
    command = [need("node"), "-e", _JUDGE_SEAL, str(path), str(need_npm("@trustnxt/c2pa-ts"))]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    valid, codes = json.loads(done.stdout)
    return valid, codes


_READ_MOS = """
const {xml2js, MosModel} = require(process.argv[1]);
const readers = {
  roCreate: MosModel.XMLRunningOrder, roStorySend: MosModel.XMLROFullStory, mosObj: MosModel.XMLMosObject,
};
const read = JSON.parse(require("fs").readFileSync(0, "utf8")).map((text) => {
  const message = xml2js(text).mos;
  const name = Object.keys(readers).find((name) => name in message);
  return [name, readers[name].fromXML(name, message[name], true)];
});
console.log(JSON.stringify(read));
"""


def judged_by_sofie(messages: list[str]) -> list[tuple[str, Any]]:
    """What Sofie's library reads, strictly; an error of its fails the test."""
    command = [
        need("node"), "-e", _READ_MOS, str(need_npm("@mos-connection/helper")),
    ]  # fmt: skip
    done = subprocess.run(
        command, input=json.dumps(messages), capture_output=True, text=True, encoding="utf-8",
        check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [(name, message) for name, message in json.loads(done.stdout)]

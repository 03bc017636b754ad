#!/bin/sh
# Prepares a machine for the nodes that will run on it. Run again, it changes nothing.
# usage: install.sh [--dry-run]        as root, but for the dry run; Debian, Ubuntu, and the family of RHEL
#
# It looks for Java, installs what is missing, makes the user and the folder of the homes, and sets the limits, the
# kernel's network settings and a time service. It installs no node and writes no hosts file.
#
# Built by apim-maven-plugin from the deployment descriptor.

MACHINE=
RUN_AS=
DIRECTORY=
SUBVERSION=
# Each node with the versions of Java that its product runs on, and its jvm.home: name:versions:home
JAVA_OF_NODES=""
# Ports of the nodes that the system must not give to clients.
RESERVED_PORTS=""

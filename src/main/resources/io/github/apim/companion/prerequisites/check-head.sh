#!/bin/sh
# Tells what this machine lacks for the nodes that will run on it, and changes nothing.
# usage: check.sh        exit code 0: nothing is missing, 1: something is
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
# Host names with the addresses that they must lead to here; without one, any will do.
NAMES=""

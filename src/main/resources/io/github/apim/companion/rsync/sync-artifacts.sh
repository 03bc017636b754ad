#!/bin/sh
# Copies the APIs of the gateway manager to the workers, on the manager's machine, as the user that the nodes run as.
# usage: sync-artifacts.sh [--dry-run]        --dry-run: only say what would be copied
#
# What the manager no longer has, the workers lose. A run that finds another one at work ends at once. SSH_OPTIONS, if
# set, are further options of ssh. The exit code is 1 if a worker could not be reached.
# apim-sync.timer runs it with systemd; with cron, this line does:
#   * * * * * /opt/wso2/sync-artifacts.sh
#
# Built by apim-maven-plugin from the deployment descriptor.

NODE=
SOURCE=
OTHERS=
SSH_PORT=
SSH_KEY=
SSH_OPTIONS=${SSH_OPTIONS:-}

files=repository/deployment/server/synapse-configs
what=APIs
# A home that is not whole must not empty the others.
proof=$files/default
tenants=yes


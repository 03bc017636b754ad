#!/bin/sh
# Copies the policies of one traffic manager to the others, on its machine, as the user that the nodes run as.
# usage: sync-policies.sh [--dry-run]        --dry-run: only say what would be copied
#
# What that one no longer has, the others lose. A run that finds another one at work ends at once. SSH_OPTIONS, if set, are
# further options of ssh. The exit code is 1 if another one could not be reached.
# apim-sync-policies.timer runs it with systemd; with cron, this line does:
#   * * * * * /opt/wso2/sync-policies.sh
#
# Built by apim-maven-plugin from the deployment descriptor.

NODE=
SOURCE=
OTHERS=
SSH_PORT=
SSH_KEY=
SSH_OPTIONS=${SSH_OPTIONS:-}

files=repository/deployment/server/executionplans
what=policies
proof=$files
tenants=


#!/usr/bin/env bash
# Times apim:ship beside scp and rsync, as whole processes, one after the other in each round, to an OpenSSH server on
# loopback that this script starts and stops. All three send the same tarball of bytes that do not compress:
#   scp, rsync   the same key and cipher that the goal chooses
#   apim:ship    Maven's own start, and both checksums included
#   sending      apim:ship's own figure: the bytes alone, without Maven's start and the checks; of each node
# usage: src/bench/ship.sh [MEGABYTES [ROUNDS [NODES]]]      default: 400 megabytes, 5 rounds, 1 node
# Needs the plugin installed (mvn install -DskipTests), openssh-server, openssh-client, rsync, and room for it all twice.
set -euo pipefail

megabytes=${1:-400}
rounds=${2:-5}
nodes=${3:-1}
root=$(cd "$(dirname "$0")/../.." && pwd)
for program in sshd scp rsync ssh-keygen mvn; do
  PATH=$PATH:/usr/sbin command -v "$program" >/dev/null ||
    { echo "$program is missing (Debian: apt-get install openssh-server openssh-client rsync maven)" >&2; exit 1; }
done

work=$(mktemp -d "${TMPDIR:-/tmp}/apim-bench.XXXXXX")
server=
cleanup() {
  [[ -z $server ]] || kill "$server"
  rm -rf "$work"
}
trap cleanup EXIT
mkdir -p "$work/build/target/apim" "$work/far"
cp "$root/src/it/quickstart/pom.xml" "$work/build/"
for ((i = 1; i <= nodes; i++)); do
  head -c "${megabytes}M" /dev/urandom >"$work/build/target/apim/km-$i.tar.gz"
  (cd "$work/build/target/apim" && sha256sum "km-$i.tar.gz" >"km-$i.tar.gz.sha256")
done

ssh-keygen -q -t ed25519 -N '' -f "$work/key"
ssh-keygen -q -t ed25519 -N '' -f "$work/host_key"
port=$((20000 + RANDOM % 20000))
cat >"$work/sshd_config" <<CONFIG
ListenAddress 127.0.0.1:$port
HostKey $work/host_key
AuthorizedKeysFile $work/key.pub
UsePAM no
StrictModes no
PidFile none
Subsystem sftp internal-sftp
CONFIG
((EUID != 0)) || mkdir -p /run/sshd
"$(PATH=$PATH:/usr/sbin command -v sshd)" -D -f "$work/sshd_config" 2>"$work/sshd.log" &
server=$!
echo "[127.0.0.1]:$port $(cut -d' ' -f1,2 "$work/host_key.pub")" >"$work/known_hosts"
cat >"$work/build/deployment.yaml" <<YAML
packs: { api-manager: none.zip }
databases:
  url: jdbc:mysql://10.0.0.20:3306
  driver: none.jar
  credentials: { username: apim, password: "\${apim.database.password}" }
shipping:
  { user: $(id -un), key: $work/key, known-hosts: $work/known_hosts, port: $port, directory: $work/far }
nodes:
YAML
for ((i = 1; i <= nodes; i++)); do
  echo "  km-$i: { role: key-manager, host: 127.0.0.1, offset: $i }" >>"$work/build/deployment.yaml"
done

options="-o UserKnownHostsFile=$work/known_hosts -o IdentitiesOnly=yes -o Ciphers=aes128-gcm@openssh.com -i $work/key"
from=$work/build/target/apim
# shellcheck disable=SC2086 # options are several words
run_scp() { scp -q $options -P "$port" "$from"/*.gz "127.0.0.1:$work/far/"; }
run_rsync() { rsync -W -e "ssh $options -p $port" "$from"/*.gz "127.0.0.1:$work/far/"; }
run_ship() { mvn -B -o -f "$work/build/pom.xml" apim:ship -Dapim.database.password=x >"$work/ship.log"; }

echo "$nodes x $megabytes MiB, $(nproc) processors, $(ssh -V 2>&1)"
run_scp # wakes the disk and the caches; the first round is like the others
printf '%-6s %-9s %8s %8s\n' round way 'wall s' 'MB/s'
for ((round = 1; round <= rounds; round++)); do
  for way in scp ship rsync; do
    rm -f "$work"/far/* "$work"/far/.??*
    sync
    start=$(date +%s%N)
    "run_$way" || { cat "$work/ship.log"; exit 1; }
    end=$(date +%s%N)
    cmp -s "$from/km-$nodes.tar.gz" "$work/far/km-$nodes.tar.gz" || { echo "$way: another file arrived" >&2; exit 1; }
    awk -v round="$round" -v way="$way" -v ns="$((end - start))" -v mib="$((megabytes * nodes))" \
      'BEGIN { printf "%-6s %-9s %8.2f %8.0f\n", round, way, ns / 1e9, mib * 1.048576 / (ns / 1e9) }'
    if [[ $way = ship ]]; then
      sed -n 's/.* in \([0-9.]*\) s, \([0-9,]*\)[0-9.]* MB\/s, checked.*/\1 \2/p' "$work/ship.log" | tr -d , |
        while read -r seconds rate; do printf '%-6s %-9s %8.2f %8.0f\n' "$round" sending "$seconds" "$rate"; done
    fi
  done
done

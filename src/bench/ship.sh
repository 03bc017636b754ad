#!/usr/bin/env bash
# Times apim:ship beside scp and rsync, in turn in each round, to an OpenSSH server on loopback that this script starts
# and stops. All send the same tarballs of bytes that do not compress, with the same key and the cipher that the goal chooses:
#   scp, rsync   the bytes alone, as whole processes
#   scp+sum      scp, then sha256sum there and here: what apim:ship does besides sending
#   ship         mvn apim:ship as a whole: Maven's own start, both checksums, the file written through to the disk
#   layers       the same as layers: the common part as one base, and of each node what is its own
#   sending      of ship the bytes alone, as the goal says it; for several tarballs all of them together
# A table of medians, with the fastest and the slowest, is the end.
# usage: src/bench/ship.sh [MEGABYTES [ROUNDS [NODES [OWN]]]]      default: 360 megabytes, 5 rounds, 1 node
# OWN is how many megabytes at the end of each tarball are its own; the rest is the same in all, as with nodes of one pack.
# By default all of it is. "travelled", at the end, is what the goal has sent.
# Works in TMPDIR: TMPDIR=/dev/shm leaves the disk out. Needs the plugin installed (mvn install -DskipTests),
# openssh-server, openssh-client, rsync, and room for all of it twice.
set -euo pipefail

megabytes=${1:-360}
rounds=${2:-5}
nodes=${3:-1}
own=${4:-$megabytes}
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
mkdir -p "$work/build/target/apim" "$work/build/target/layers" "$work/far"
cp "$root/src/it/quickstart/pom.xml" "$work/build/"
head -c "$((megabytes - own))M" /dev/urandom >"$work/pack"
cp "$work/pack" "$work/build/target/layers/pack-1.0.base.tar.gz"
for ((i = 1; i <= nodes; i++)); do
  head -c "${own}M" /dev/urandom >"$work/build/target/layers/km-$i.tar.gz"
  cat "$work/pack" "$work/build/target/layers/km-$i.tar.gz" >"$work/build/target/apim/km-$i.tar.gz"
  (cd "$work/build/target/apim" && sha256sum "km-$i.tar.gz" >"km-$i.tar.gz.sha256")
  (cd "$work/build/target/layers" && sha256sum "km-$i.tar.gz" pack-1.0.base.tar.gz >"km-$i.tar.gz.sha256")
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
# shellcheck disable=SC2086
run_scp+sum() {
  cat "$from"/*.gz | sha256sum >"$work/sum"
  run_scp && ssh $options -p "$port" 127.0.0.1 "cat '$work'/far/*.gz | sha256sum" | cmp -s - "$work/sum"
}
run_rsync() { rsync -W -e "ssh $options -p $port" "$from"/*.gz "127.0.0.1:$work/far/"; }
run_ship() { mvn -B -o -f "$work/build/pom.xml" apim:ship -Dapim.database.password=x >"$work/ship.log"; }
run_layers() {
  mvn -B -o -f "$work/build/pom.xml" apim:ship -Dapim.database.password=x \
    -Dapim.outputDirectory="$work/build/target/layers" >"$work/ship.log"
}

# WAY SECONDS: a line of the table's figures
note() {
  printf '%s %s\n' "$1" "$2" >>"$work/times"
  printf '%s ' "$1 $2" >&2
}

rm "$work/pack"
echo "$nodes x $megabytes MiB, $own of them its own, in ${TMPDIR:-/tmp}, $(nproc) processors, $(ssh -V 2>&1)"
run_scp # wakes the disk and the caches; the first round is like the others
for ((round = 1; round <= rounds; round++)); do
  for way in scp ship layers rsync scp+sum; do
    rm -rf "$work/far"
    mkdir "$work/far"
    sync
    start=$(date +%s%N)
    "run_$way" || { cat "$work/ship.log"; exit 1; }
    end=$(date +%s%N)
    sent=$from
    [[ $way != layers ]] || sent=$work/build/target/layers
    cmp -s "$sent/km-$nodes.tar.gz" "$work/far/km-$nodes.tar.gz" || { echo "$way: another file arrived" >&2; exit 1; }
    note "$way" "$(awk -v ns="$((end - start))" 'BEGIN { printf "%.2f", ns / 1e9 }')"
    if [[ $way = ship ]]; then
      note sending "$(sed -n 's/.* in \([0-9.]*\) s, [0-9,.]* MB\/s, checked.*/\1/p' "$work/ship.log" |
        awk '{ sum += $1 } END { printf "%.2f", sum }')"
      travelled=$(sed -n 's/.*: \([0-9,.]*\) MB.* in [0-9.]* s, .*, checked.*/\1/p' "$work/ship.log" | tr '\n' ' ')
    fi
  done
  echo >&2
done

printf '%-9s %9s %9s %9s %9s\n' way 'median s' fastest slowest MB/s
for way in scp sending rsync scp+sum ship layers; do
  awk -v way="$way" '$1 == way { print $2 }' "$work/times" | sort -n |
    awk -v way="$way" -v mb="$((megabytes * nodes))" '{ t[NR] = $1 } END {
      median = (t[int((NR + 1) / 2)] + t[int(NR / 2) + 1]) / 2
      printf "%-9s %9.2f %9.2f %9.2f %9.0f\n", way, median, t[1], t[NR], mb * 1.048576 / median }'
done
echo "travelled, tarball by tarball, in MB: $travelled"

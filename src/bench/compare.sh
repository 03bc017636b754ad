#!/usr/bin/env bash
# Times the plugin beside what people use instead, as whole processes, one after the other in each round:
#   cp       a plain copy of the pack for each node, the limit
#   plugin   mvn apim:assemble, Maven's own start and the fsync of each tarball included
#   shell    unzip, sed and tar czf for each node
# usage: src/bench/compare.sh PACK.zip [NODES [ROUNDS]]      default: 2 nodes, 3 rounds
# Needs the plugin installed (mvn install -DskipTests), GNU time, unzip, tar, and room for the tarballs and one home.
set -euo pipefail

pack=$(realpath "${1:?usage: $0 PACK.zip [NODES [ROUNDS]]}")
nodes=${2:-2}
rounds=${3:-3}
root=$(cd "$(dirname "$0")/../.." && pwd)
for program in unzip tar /usr/bin/time mvn; do
  command -v "$program" >/dev/null || { echo "$program is missing (Debian: apt-get install time unzip tar maven)" >&2; exit 1; }
done

work=$(mktemp -d "${TMPDIR:-/tmp}/apim-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir "$work/build"
cp "$root/src/it/quickstart/pom.xml" "$work/build/"
{
  cat <<YAML
packs: { api-manager: "$pack" }
databases:
  url: jdbc:mysql://10.0.0.20:3306
  driver: mysql:mysql-connector-java:5.1.49
  credentials: { username: apim, password: "\${apim.database.password}" }
jaggery-applications: keep # the others copy them too
nodes:
  key-manager: { role: key-manager, host: km.example.com, address: 10.0.1.1 }
YAML
  for ((i = 1; i <= nodes; i++)); do
    echo "  worker-$i: { role: gateway-worker, host: gw-$i.example.com, address: 10.0.0.$i }"
  done
} >"$work/build/deployment.yaml"

run_cp() {
  for ((i = 1; i <= nodes; i++)); do cp "$pack" "$work/cp-$i.zip"; done
  rm -f "$work"/cp-*.zip
}

run_plugin() { mvn -q -B -o -f "$work/build/pom.xml" apim:assemble -Drole=gateway-worker; }

run_shell() {
  for ((i = 1; i <= nodes; i++)); do
    mkdir "$work/home"
    unzip -q "$pack" -d "$work/home"
    find "$work/home" -path '*/repository/conf/*' \( -name carbon.xml -o -name axis2.xml -o -name registry.xml \
      -o -name user-mgt.xml -o -name api-manager.xml -o -name master-datasources.xml \) \
      -exec sed -i "s/localhost/gw-$i.example.com/g" {} +
    tar czf "$work/shell-$i.tar.gz" -C "$work/home" .
    rm -rf "${work:?}/home"
  done
  rm -f "$work"/shell-*.tar.gz
}

export -f run_cp run_plugin run_shell
export pack nodes work
echo "$(basename "$pack"), $(stat -c %s "$pack") bytes, $nodes nodes, $(nproc) processors"
run_plugin # the first run checks the pack; what follows is the everyday case
printf '%-6s %-8s %8s %8s %10s\n' round way 'wall s' 'cpu s' 'peak MB'
for ((round = 1; round <= rounds; round++)); do
  for way in cp plugin shell; do
    /usr/bin/time -o "$work/time" -f '%e %U %S %M' bash -c "set -e; run_$way"
    read -r wall user system memory <"$work/time"
    printf '%-6s %-8s %8s %8s %10s\n' "$round" "$way" "$wall" \
      "$(awk "BEGIN { print $user + $system }")" "$((memory / 1024))"
  done
done

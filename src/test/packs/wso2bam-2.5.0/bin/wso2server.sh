#!/bin/sh
# Stands in for Carbon's launcher: same commands, same variables, same loop, same pid file, no Java.
#   wso2server.sh [options]                      writes down how it was called and waits, for a minute at most
#   wso2server.sh start|stop|restart [options]   the same in the background

PRG="$0"
while [ -h "$PRG" ]; do
  link=$(readlink "$PRG")
  case "$link" in
    /*) PRG="$link" ;;
    *) PRG=$(dirname "$PRG")/"$link" ;;
  esac
done
[ -n "$CARBON_HOME" ] || CARBON_HOME=$(cd "$(dirname "$PRG")/.." && pwd)
export CARBON_HOME
PIDFILE="$CARBON_HOME/wso2carbon.pid"

if [ -z "$JAVA_HOME" ]; then
  echo "You must set the JAVA_HOME variable before running CARBON."
  exit 1
fi

running() {
  [ -e "$PIDFILE" ] && kill -0 "$(cat "$PIDFILE")" 2>/dev/null
}

start() {
  # the arguments are words without blanks, as with the real launcher
  # shellcheck disable=SC2086
  nohup sh "$CARBON_HOME"/bin/wso2server.sh $args >/dev/null 2>&1 &
}

stop() {
  running && kill -TERM "$(cat "$PIDFILE")"
  rm -f "$PIDFILE"
}

CMD=""
args=""
for c in "$@"; do
  case "$c" in
    start | --start | -start) CMD="start" ;;
    stop | --stop | -stop) CMD="stop" ;;
    restart | --restart | -restart) CMD="restart" ;;
    version | --version | -version) CMD="version" ;;
    *) args="$args $c" ;;
  esac
done

case "$CMD" in
  start)
    if running; then
      echo "Process is already running"
    else
      start
    fi
    exit 0
    ;;
  stop)
    stop
    exit 0
    ;;
  restart)
    stop
    start
    exit 0
    ;;
  version)
    cat "$CARBON_HOME/bin/version.txt" "$CARBON_HOME/bin/wso2carbon-version.txt"
    exit 0
    ;;
esac

echo "JAVA_HOME environment variable is set to $JAVA_HOME"
echo "CARBON_HOME environment variable is set to $CARBON_HOME"

cd "$CARBON_HOME" || exit 1
mkdir -p repository/logs

# What stands for the server: it writes its own process id, ends on TERM, and ends with 121 on USR1, as the real one does
# when someone restarts it from the console.
# shellcheck disable=SC2016
server='
  echo $$ >wso2carbon.pid
  mv repository/logs/starting.txt repository/logs/started.txt
  sleep 60 &
  trap "kill $! 2>/dev/null; exit 143" TERM
  trap "kill $! 2>/dev/null; exit 121" USR1
  wait
'

status=121
while [ "$status" = 121 ]; do
  {
    echo "arguments=$*"
    echo "JAVA_HOME=$JAVA_HOME"
    printf '%s\n' "JAVA_OPTS=$JAVA_OPTS"
    echo "CARBON_HOME=$CARBON_HOME"
    printf '%s\n' "command=java -Xms256m -Xmx1024m -XX:MaxPermSize=256m $JAVA_OPTS org.wso2.carbon.bootstrap.Bootstrap $*"
  } >repository/logs/starting.txt
  # unquoted, as in the real launcher
  # shellcheck disable=SC2086
  sh -c "$server" java $JAVA_OPTS -Dcarbon.home="$CARBON_HOME" "$@"
  status=$?
done
exit "$status"

if [ $# -gt 0 ]; then
    echo "usage: $0" >&2
    exit 2
fi

missing=0

fine() {
    printf 'ok       %s\n' "$*"
}

lacks() {
    printf 'MISSING  %s\n' "$*"
    missing=$((missing + 1))
}

check_java() {
    read_node "$1"
    if find_java; then
        fine "$node: $wanted in $java_home"
    else
        lacks "$node: $wanted; $java_problem"
    fi
}

check_user() {
    if id "$RUN_AS" >/dev/null 2>&1; then
        fine "user $RUN_AS"
    else
        lacks "user $RUN_AS"
    fi
    if [ -d "$DIRECTORY" ]; then
        fine "folder $DIRECTORY"
    else
        lacks "folder $DIRECTORY"
    fi
}

check_limits() {
    if [ -f "$LIMITS_FILE" ] && [ "$(cat "$LIMITS_FILE")" = "$(limits)" ]; then
        fine "limits of $RUN_AS in $LIMITS_FILE"
    else
        lacks "limits of $RUN_AS in $LIMITS_FILE"
    fi
}

# The running kernel counts, whoever has set it.
check_kernel() {
    while IFS= read -r setting; do
        key=${setting%% = *}
        expected=${setting#* = }
        file=/proc/sys/$(printf '%s' "$key" | tr . /)
        actual=$(tr -s '\t' ' ' 2>/dev/null <"$file")
        if [ "$actual" = "$expected" ]; then
            fine "$key = $expected"
        elif [ -r "$file" ]; then
            lacks "$key = $expected; it is '$actual'"
        else
            lacks "$key = $expected; this kernel does not show it"
        fi
    done <<SETTINGS
$(kernel_settings)
SETTINGS
}

check_name() {
    name=${1%%=*}
    address=${1#*=}
    found=$(getent ahosts "$name" 2>/dev/null | sed 's/[[:space:]].*//' | sort -u | tr '\n' ' ')
    case $address: in
        :)
            if [ -n "$found" ]; then
                fine "$name leads to $found"
            else
                lacks "$name leads nowhere"
            fi
            ;;
        *)
            case " $found" in
                *" $address "*) fine "$name leads to $address" ;;
                *) lacks "$name must lead to $address, but leads to ${found:-nowhere}" ;;
            esac
            ;;
    esac
}

echo "$MACHINE"
for each in $JAVA_OF_NODES; do
    check_java "$each"
done
if [ -n "$SUBVERSION" ]; then
    if command -v svn >/dev/null 2>&1; then
        fine "subversion"
    else
        lacks "subversion"
    fi
fi
check_user
check_limits
check_kernel
if keeps_time; then
    fine "a time service"
else
    lacks "a time service: nothing sets the clock"
fi
for each in $NAMES; do
    check_name "$each"
done

if [ "$missing" -gt 0 ]; then
    echo "$missing missing; install.sh installs all but names and a JDK that the distribution does not have"
    exit 1
fi

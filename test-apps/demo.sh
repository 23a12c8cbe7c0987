#!/usr/bin/env bash
# The demo: an ordinary HTTPS server gets mutual TLS by one JVM option, and is seen to keep to it.
#
#   bash test-apps/demo.sh             builds what it needs, then runs
#   bash test-apps/demo.sh --no-build  runs what was built before
#
# Needs a JDK (17 or newer to build), Maven and curl. Everything that it makes lies in
# test-apps/target/demo and stays there until the next run. Ends with 0 only if every connection
# was let in or turned away as announced, and logged so.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly JAR=agent/target/mtls-agent.jar
readonly WORK=test-apps/target/demo
readonly CLASS_PATH="test-apps/jdk/target/classes:test-apps/jdk/target/lib/*"
readonly PASSWORD=changeit
readonly PATIENCE_SECONDS=60

application=""   # process id of the server that runs now
port=""
connections=0    # made to the server that runs with the agent
admitted=0       # of these, let in

say() { printf '\n== %s\n' "$*"; }

# Shows a command as one could type it here, then runs it.
run() {
  printf '$ %s\n' "$*"
  "$@"
}

fail() {
  printf '\nDEMO FAILED: %s\n' "$*" >&2
  if [ -s "$WORK/application.err" ]; then
    printf 'The application and the agent wrote to stderr:\n' >&2
    cat "$WORK/application.err" >&2
  fi
  exit 1
}

stop_application() {
  if [ -n "$application" ]; then
    kill "$application" 2>/dev/null || true
    wait "$application" 2>/dev/null || true
    application=""
  fi
}
trap stop_application EXIT
trap 'exit 130' INT TERM

# Tries a condition again until it holds; fails if it does not within PATIENCE_SECONDS.
await() {
  local what=$1 deadline=$((SECONDS + PATIENCE_SECONDS))
  shift
  until "$@"; do
    if [ "$SECONDS" -ge "$deadline" ]; then
      fail "waited $PATIENCE_SECONDS s for $what"
    fi
    if [ -n "$application" ] && ! kill -0 "$application" 2>/dev/null; then
      application=""
      fail "the application ended while the demo waited for $what"
    fi
    sleep 0.2
  done
}

count() { grep -c -- "$1" "$2" 2>/dev/null || true; }
listens() { grep -q '^READY ' "$WORK/application.out"; }
has_lines() { [ "$(count "$1" "$WORK/audit.jsonl")" -ge "$2" ]; }

# Starts the application with the JVM options given; it picks a free port and tells it.
start_application() {
  local -a command=("$java" "$@" -cp "$CLASS_PATH" example.jdk.HttpsServerApp
    --port=0 "--keystore=$WORK/app.p12" "--storepass=$PASSWORD")
  printf '$ %s\n' "${command[*]}"
  # Emptied here: the process in the background may do so only after we have looked.
  : >"$WORK/application.out"
  "${command[@]}" >>"$WORK/application.out" 2>"$WORK/application.err" &
  application=$!
  await "the application to listen" listens
  port=$(sed -n 's/^READY //p' "$WORK/application.out")
  sed 's/^/  /' "$WORK/application.err" "$WORK/application.out"
}

# Runs the agent's own small certification authority.
pki() {
  printf '$ %s\n' "$java -jar $JAR pki $*"
  "$java" -jar "$JAR" pki "$@" >"$WORK/pki.out" 2>&1 || fail "$(cat "$WORK/pki.out")"
}

# Connects with the curl options given; the outcome is in $status and $WORK/curl.out and .err.
connect() {
  local -a command=(curl --silent --show-error --max-time 30 "$@" "https://localhost:$port/")
  printf '$ %s\n' "${command[*]}"
  status=0
  "${command[@]}" >"$WORK/curl.out" 2>"$WORK/curl.err" || status=$?
  sed 's/^/  /' "$WORK/curl.out" "$WORK/curl.err"
}

# The newest audit line about a peer must be the next one and hold the code.
expect_audit() {
  connections=$((connections + 1))
  await "audit line $connections" has_lines '"action":"peer-' "$connections"
  local line
  line=$(grep '"action":"peer-' "$WORK/audit.jsonl" | tail -n 1)
  case $line in
    *"\"action\":\"$1\""*"\"code\":\"$2\""*) ;;
    *) fail "expected $1 with the code $2 in the audit log, found: $line" ;;
  esac
  printf '  audit: %s, %s\n' "$1" "$2"
}

expect_let_in() {
  local who=$1
  shift
  printf '\n-- %s: is let in\n' "$who"
  connect "$@"
  if [ "$status" -ne 0 ] || ! grep -q '^hello$' "$WORK/curl.out"; then
    fail "$who should have been let in, but curl ended with $status"
  fi
  expect_audit peer-accepted accepted
  admitted=$((admitted + 1))
}

expect_refused() {
  local who=$1 code=$2
  shift 2
  printf '\n-- %s: is turned away\n' "$who"
  connect "$@"
  if [ "$status" -eq 0 ] || [ -s "$WORK/curl.out" ]; then
    fail "$who should have been turned away, but got an answer"
  fi
  expect_audit peer-rejected "$code"
}

# A text of an audit line; nothing where it has none.
text_of() { sed -n "s/.*\"$2\":\"\([^\"]*\)\".*/\1/p" <<<"$1"; }

# Who, what and why; the reason, a sentence for people, in lines of its own.
show_audit() {
  local line reason
  while IFS= read -r line; do
    reason=$(text_of "$line" reason)
    printf '  %s  %-18s  %-14s  %s\n' "$(text_of "$line" @timestamp)" \
      "$(text_of "$line" action)" "$(text_of "$line" code)" "$(text_of "$line" subject)"
    if [ -n "$reason" ]; then
      fold -s -w 92 <<<"$reason" | sed 's/^/                              /'
    fi
  done <"$WORK/audit.jsonl"
}

tool() {
  if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/$1" ]; then
    printf '%s' "$JAVA_HOME/bin/$1"
  else
    printf '%s' "$1"
  fi
}

java=$(tool java)
keytool=$(tool keytool)
for needed in "$java" "$keytool" curl; do
  command -v "$needed" >/dev/null || fail "$needed is missing: install a JDK and curl"
done
# Nothing of the caller's may change what is shown: no settings of the agent, no proxy.
for name in $(compgen -e MTLS_AGENT_ || true); do unset "$name"; done
export NO_PROXY=localhost no_proxy=localhost

case ${1:-} in
  --no-build) ;;
  "")
    command -v mvn >/dev/null || fail "mvn is missing: install Maven"
    say "Build the agent and the application (the first time, Maven downloads libraries)"
    run mvn -q -B -pl agent,test-apps/jdk -am package -Dmaven.test.skip=true -Dspotless.check.skip=true
    ;;
  *) fail "unknown option $1: there is only --no-build" ;;
esac
[ -f "$JAR" ] || fail "$JAR is missing: run the demo without --no-build"

rm -rf "$WORK"
mkdir -p "$WORK"

say "The application has a certificate of its own, which nobody knows"
run "$keytool" -genkeypair -alias app -keyalg RSA -keysize 2048 -dname CN=app \
  -storetype PKCS12 -keystore "$WORK/app.p12" -storepass "$PASSWORD" -keypass "$PASSWORD" 2>/dev/null

say "The application without the agent: anybody is let in"
start_application
connect --insecure
grep -q '^hello$' "$WORK/curl.out" || fail "the application does not answer even without the agent"
stop_application

say "A small PKI: a server, three clients (one revoked, one expired), and a foreign CA of the same name"
pki init "$WORK/pki"
pki issue "$WORK/pki" server
pki issue "$WORK/pki" alice --client
pki issue "$WORK/pki" mallory --client
pki issue "$WORK/pki" late --client --expired
pki revoke "$WORK/pki" mallory
pki init "$WORK/foreign"
pki issue "$WORK/foreign" stranger --client

say "The agent's configuration, $WORK/mtls.properties"
cat >"$WORK/mtls.properties" <<'PROPERTIES'
mode=enforce
identity.certificate=pki/server.crt
identity.key=pki/server.key
trust.certificates=pki/ca.crt
revocation.crl=pki/ca.crl
reload.interval=1s
audit.file=audit.jsonl
PROPERTIES
sed 's/^/  /' "$WORK/mtls.properties"

say "Is the configuration good?"
run "$java" -jar "$JAR" check "$WORK/mtls.properties" || fail "the configuration should have been good"

say "The same application, with the agent"
start_application "-javaagent:$JAR=$WORK/mtls.properties"

trusting=(--cacert "$WORK/pki/ca.crt")
as() { printf '%s\n' --cert "$1/$2.crt" --key "$1/$2.key"; }
# shellcheck disable=SC2046  # the paths hold no blanks
{
  expect_let_in "alice, with her certificate" "${trusting[@]}" $(as "$WORK/pki" alice)
  expect_refused "a client without a certificate" no_certificate "${trusting[@]}"
  expect_refused "mallory, whose certificate is revoked" revoked "${trusting[@]}" $(as "$WORK/pki" mallory)
  expect_refused "late, whose certificate has expired" expired "${trusting[@]}" $(as "$WORK/pki" late)
  expect_refused "a stranger, of the foreign CA" untrusted "${trusting[@]}" $(as "$WORK/foreign" stranger)

  say "Alice's certificate is revoked while the application runs"
  pki revoke "$WORK/pki" alice
  await "the agent to read the new list" has_lines '"action":"revocation-updated"' 1
  expect_refused "alice, from now on" revoked "${trusting[@]}" $(as "$WORK/pki" alice)
}
stop_application

say "The audit log, $WORK/audit.jsonl, in short"
show_audit
say "One of its lines, whole"
grep '"code":"revoked"' "$WORK/audit.jsonl" | head -n 1
say "Was the log changed since?"
run "$java" -jar "$JAR" verify "$WORK/audit.jsonl" || fail "the audit log should have been whole"

served=$(count '^REQUEST ' "$WORK/application.out")
[ "$served" -eq "$admitted" ] || fail "the application was given $served requests, expected $admitted"
[ "$(count '"action":"peer-' "$WORK/audit.jsonl")" -eq "$connections" ] \
  || fail "expected $connections audit lines about peers"

say "As announced: $admitted of $connections connections let in, and no byte of the others reached the application"

# Runs the test layers one after another and closes with one line of counts. Sourced by ./framemill.

all_layers="tidy unit gpu engine media simulation chaos e2e contract"

run_tests() {
  [ $# -gt 0 ] || set -- $all_layers
  results="$home/artifacts/test-results"
  rm -rf "$results"
  mkdir -p "$results"
  passed=0 failed=0 skipped=0 broken=0
  build Orleans.sln Debug
  case " $* " in *" contract "*) install_npm_packages "$home/tests/contract/clients" ;; esac
  for layer in "$@"; do
    [ -d "$home/tests/$layer" ] || fail "no test layer named '$layer'" "./framemill test ${all_layers%% *}"
    say "testing: $layer"
    dotnet test "$home/tests/$layer" --no-build --nologo -v q \
      --logger "console;verbosity=minimal" --logger "trx;LogFileName=$layer.trx" --results-directory "$results" || broken=1
    count_results "$results/$layer.trx"
  done
  [ "$failed" = 0 ] && [ "$broken" = 1 ] && failed=1
  printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
  [ "$failed" = 0 ]
}

# Clients that others wrote, as the lock file names them; once, until the lock file changes.
install_npm_packages() {
  [ "$1/node_modules/.package-lock.json" -nt "$1/package-lock.json" ] && return 0
  say "installing the npm packages of ${1#"$home"/}"
  (cd "$1" && npm ci) >"$home/artifacts/npm.log" 2>&1 || fail "npm could not install them" "see artifacts/npm.log"
}

# The test runner's own summary differs by verbosity and version; its result file does not.
count_results() {
  if [ ! -e "$1" ]; then say "no results of $1"; failed=$((failed + 1)); return 0; fi
  layer_passed=$(grep -c '<UnitTestResult [^>]*outcome="Passed"' "$1" || true)
  layer_failed=$(grep -c '<UnitTestResult [^>]*outcome="Failed"' "$1" || true)
  layer_skipped=$(grep -c '<UnitTestResult [^>]*outcome="NotExecuted"' "$1" || true)
  printf '  %-10s %5s passed %4s failed %4s skipped\n' "$(basename "$1" .trx)" "$layer_passed" "$layer_failed" "$layer_skipped"
  # What was not tried, and why.
  sed -n '/outcome="NotExecuted"/,/<\/UnitTestResult>/ s/.*<Message>\(.*\)<\/Message>.*/    skipped: \1/p' "$1" | sort -u
  passed=$((passed + layer_passed)) failed=$((failed + layer_failed)) skipped=$((skipped + layer_skipped))
}

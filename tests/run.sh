# Runs the test layers one after another and closes with one line of counts. Sourced by ./framemill.

all_layers="tidy unit engine media simulation e2e"

run_tests() {
  [ $# -gt 0 ] || set -- $all_layers
  results="$home/artifacts/test-results"
  rm -rf "$results"
  mkdir -p "$results"
  passed=0 failed=0 skipped=0 broken=0
  build Orleans.sln Debug
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

# The test runner's own summary differs by verbosity and version; its result file does not.
count_results() {
  if [ ! -e "$1" ]; then say "no results of $1"; failed=$((failed + 1)); return 0; fi
  layer_passed=$(grep -c '<UnitTestResult [^>]*outcome="Passed"' "$1" || true)
  layer_failed=$(grep -c '<UnitTestResult [^>]*outcome="Failed"' "$1" || true)
  layer_skipped=$(grep -c '<UnitTestResult [^>]*outcome="NotExecuted"' "$1" || true)
  printf '  %-10s %5s passed %4s failed %4s skipped\n' "$(basename "$1" .trx)" "$layer_passed" "$layer_failed" "$layer_skipped"
  passed=$((passed + layer_passed)) failed=$((failed + layer_failed)) skipped=$((skipped + layer_skipped))
}

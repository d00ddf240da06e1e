# Sourced by run, test and bench: stands at the top of the repository, names or installs what is missing.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 AWS_EC2_METADATA_DISABLED=true

# What each program is called in Debian 12.
declare -A package_of=(
  [redis-server]=redis-server
  [redis-cli]=redis-tools
  [prometheus]=prometheus
  [promtool]=prometheus
  [prometheus-blackbox-exporter]=prometheus-blackbox-exporter
  [initdb]=postgresql-15
  [psql]=postgresql-client-15
  [setpriv]=util-linux
  [chromium]=chromium
  [dig]=bind9-dnsutils
  [aws]=awscli
  [kubectl]=kubernetes-client
  [curl]=curl
  [jq]=jq
)

is_here() { command -v "$1" >/dev/null 2>&1 || [ -x "/usr/lib/postgresql/15/bin/$1" ]; }

# need_programs NAME...: installs what is missing when it may, else says exactly what to install.
need_programs() {
  local program missing=()
  for program in "$@"; do is_here "$program" || missing+=("${package_of[$program]}"); done
  [ ${#missing[@]} -eq 0 ] && return
  local install="apt-get install -y --no-install-recommends ${missing[*]}"
  if ! command -v apt-get >/dev/null; then
    echo "Missing programs. On Debian 12 they are in the packages: ${missing[*]}" >&2; exit 1
  elif [ "$(id -u)" = 0 ]; then
    echo "Installing ${missing[*]} ..."
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive $install -qq; } >/dev/null || { echo "That failed. By hand: $install" >&2; exit 1; }
  elif sudo -n true 2>/dev/null; then
    echo "Installing ${missing[*]} with sudo ..."
    { sudo apt-get update -qq && sudo DEBIAN_FRONTEND=noninteractive $install -qq; } >/dev/null || { echo "That failed. By hand: sudo $install" >&2; exit 1; }
  else
    echo "Missing programs. Install them and start again: sudo $install" >&2; exit 1
  fi
}

need_sdk() {
  command -v dotnet >/dev/null && dotnet --list-sdks | grep -q '^10\.' && return
  echo "The .NET 10 SDK is missing: https://dotnet.microsoft.com/download/dotnet/10.0" >&2; exit 1
}

# publish NAME PROJECT: into artifacts/NAME. Static assets are only served from published output.
publish() {
  dotnet publish -c Release -o "artifacts/$1" "$2" -v quiet "-clp:ErrorsOnly;NoSummary" || { echo "Building $2 failed." >&2; exit 1; }
}

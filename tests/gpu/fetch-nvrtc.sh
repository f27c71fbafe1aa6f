#!/bin/sh
# Brings NVIDIA's run-time compiler into a folder without installing anything: from the non-free part of the Debian that
# this machine already gets its packages from. Ends with the reason on the last line where it cannot be had.
# usage: fetch-nvrtc.sh FOLDER
set -eu

folder=$1
[ -e "$folder/complete" ] && exit 0
no() { echo "$*" >&2; exit 1; }

command -v apt-get >/dev/null 2>&1 || no "there is no apt-get to fetch NVRTC with"
command -v dpkg-deb >/dev/null 2>&1 || no "there is no dpkg-deb to unpack NVRTC with"
release=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
site=$(apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(SITE)' 'Created-By: Packages' 2>/dev/null |
  sed -n "s/^$release main //p" | head -n 1)
[ -n "$site" ] || no "apt names no archive of Debian $release to fetch NVRTC from"

mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
mkdir -p "$folder/lists/partial" "$folder/cache/archives/partial"
keys=/usr/share/keyrings/debian-archive-keyring.gpg
[ -e "$keys" ] && trust="[signed-by=$keys]" || trust=
echo "deb $trust $site $release non-free" >"$folder/sources.list"
apt() {
  tool=$1
  shift
  "$tool" -q -o Dir::Etc::SourceList="$folder/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::State::Lists="$folder/lists" -o Dir::Cache="$folder/cache" -o APT::Sandbox::User= \
    -o Acquire::Retries=1 -o Acquire::http::Timeout=20 "$@"
}
apt apt-get update >"$folder/log" 2>&1 ||
  no "the archive of Debian $release could not be read: $(tail -n 1 "$folder/log")"
packages=$(apt apt-cache search --names-only '^libnvrtc(-builtins)?[0-9.]+$' | cut -d ' ' -f 1)
[ -n "$packages" ] || no "Debian $release has no NVRTC for this kind of machine"
(cd "$folder" && apt apt-get download $packages) >"$folder/log" 2>&1 ||
  no "NVRTC could not be fetched: $(tail -n 1 "$folder/log")"
for package in "$folder"/*.deb; do dpkg-deb -x "$package" "$folder/unpacked"; done
mkdir -p "$folder/lib"
find "$folder/unpacked" -name 'libnvrtc*.so*' -exec mv -f {} "$folder/lib/" \;
rm -rf "$folder"/*.deb "$folder/unpacked" "$folder/lists" "$folder/cache"
ls "$folder"/lib/libnvrtc.so.* >/dev/null 2>&1 || no "the packages held no libnvrtc.so"
: >"$folder/complete"

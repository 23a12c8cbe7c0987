#!/usr/bin/env bash
# Makes container images with Java 8, 11, 21 and 26 out of Debian packages, for machines that reach no image registry.
#
#   mtls-agent-jdks:local            all of them, each as /opt/java/VERSION
#   mtls-agent-jdks:8 (:11 :21 :26)  the same files, with that one's java on the PATH, like a public JDK image
#
# Needs root, a running container engine, and the packages debootstrap and debian-archive-keyring.
# Does nothing when the images are there and were made from the packages listed below; --force makes them anew.
# DEBIAN_MIRROR overrides the mirror, which is otherwise the one that this machine's apt uses.
set -euo pipefail

readonly repository=mtls-agent-jdks
readonly image=$repository:local
readonly suite=sid # the only suite that has all four
readonly versions=(8 11 21 26)
readonly label=io.mtlsagent.packages

packages=ca-certificates
for version in "${versions[@]}"; do
  packages+=",openjdk-$version-jre-headless"
done
readonly packages

say() {
  printf 'images: %s\n' "$*" >&2
}

fail() {
  say "$*"
  exit 1
}

up_to_date() {
  local tag made_from
  for tag in local "${versions[@]}"; do
    made_from=$(docker image inspect --format "{{index .Config.Labels \"$label\"}}" "$repository:$tag" 2>/dev/null) || return 1
    [[ $made_from == "$suite $packages" ]] || return 1
  done
}

# shellcheck disable=SC2016 # apt's own placeholder
# The archive itself, not its security or third-party companions. Empty before the first `apt-get update`.
mirror_of_this_machine() {
  apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Origin: Debian' 'Label: Debian' 'Component: main' | sed -n 1p
}

# debootstrap mounts /proc in its target; a removal must never walk into a mount that a failure left behind.
remove() {
  local root=$1
  if mountpoint -q "$root/proc"; then
    umount "$root/proc"
  fi
  if mountpoint -q "$root/sys"; then
    umount "$root/sys"
  fi
  rm -rf --one-file-system "$root"
}

# Debian's folder names carry the architecture; tests should not.
link_versions() {
  local root=$1 version homes
  mkdir -p "$root/opt/java"
  for version in "${versions[@]}"; do
    homes=("$root/usr/lib/jvm/java-$version-openjdk-"*)
    [[ -x ${homes[0]}/bin/java ]] || fail "no Java $version in ${homes[0]}. See whether $suite still has openjdk-$version-jre-headless."
    ln -s "${homes[0]#"$root"}" "$root/opt/java/$version"
  done
}

import() {
  local root=$1
  tar --create --numeric-owner --directory "$root" \
    --exclude='./proc/*' --exclude='./sys/*' --exclude='./dev/*' --exclude='./usr/share/doc/*' --exclude='./usr/share/man/*' \
    --exclude='./var/cache/apt/*' --exclude='./var/lib/apt/lists/*' --exclude='./var/log/*' . |
    docker import --change "LABEL $label=\"$suite $packages\"" --change 'ENV LANG=C.UTF-8' - "$image" >/dev/null
}

tag_version() {
  local version=$1 container
  container=$(docker create "$image" true)
  docker commit --change "ENV JAVA_HOME=/opt/java/$version" \
    --change "ENV PATH=/opt/java/$version/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" \
    --change 'CMD ["bash"]' "$container" "$repository:$version" >/dev/null
  docker rm "$container" >/dev/null
}

show_version() {
  local version=$1 banner
  banner=$(docker run --rm --network none "$repository:$version" java -version 2>&1) || fail "java -version failed in $repository:$version: $banner"
  say "$repository:$version is ${banner%%$'\n'*}"
}

main() {
  docker version >/dev/null 2>&1 || fail 'no container engine answers. Start one, dockerd for instance.'
  if [[ ${1:-} != --force ]] && up_to_date; then
    say "$image is up to date"
    return
  fi
  [[ $EUID -eq 0 ]] || fail 'debootstrap needs root. Run this as root.'
  command -v debootstrap >/dev/null || fail 'debootstrap is missing. Install the package debootstrap.'
  local mirror=${DEBIAN_MIRROR:-$(mirror_of_this_machine)}
  [[ -n $mirror ]] || fail 'apt knows no Debian mirror. Run apt-get update, or set DEBIAN_MIRROR.'

  # Not local: the trap runs after this function has returned.
  root=$(mktemp -d)
  trap 'remove "$root"' EXIT
  say "installing $packages from $suite"
  debootstrap --variant=minbase --include="$packages" "$suite" "$root" "$mirror" >"$root.log" 2>&1 || {
    tail -n 30 "$root.log" >&2
    fail "debootstrap failed; all it said is in $root.log"
  }
  rm -f "$root.log"
  link_versions "$root"
  import "$root"
  local version
  for version in "${versions[@]}"; do
    tag_version "$version"
    show_version "$version"
  done
}

main "$@"

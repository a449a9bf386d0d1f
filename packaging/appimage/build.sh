#!/usr/bin/env bash
# The AppImage, from dist/annotator: packaging/appimage/build.sh RUNTIME
# RUNTIME is the file “runtime-x86_64” of the AppImage project's type2-runtime: a program that mounts what
# stands behind it and starts AppRun in there. Needs mksquashfs (squashfs-tools 4.4 or newer) and git.
set -euo pipefail
runtime=$(readlink -f "${1:?Name the file of the AppImage runtime.}")
cd "$(dirname "$0")/../.."
[ "$(tail -c +9 "$runtime" | head -c 2)" = AI ] || { echo "$runtime is no AppImage runtime."; exit 1; }
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' annotator/__init__.py)
id=org.annotator.Annotator
dir=build/Annotator.AppDir
target=dist/Annotator-$version-${ARCH:-$(uname -m)}.AppImage
rm -rf "$dir"
mkdir -p "$dir/opt" "$dir/usr/share/applications" "$dir/usr/share/metainfo" \
  "$dir/usr/share/mime/packages" "$dir/usr/share/icons/hicolor/256x256/apps"
cp -a dist/annotator "$dir/opt/annotator"
cp "resources/desktop/$id.desktop" "$dir/usr/share/applications/"
# Programs that show AppImages look for the metadata under this older name.
cp "resources/desktop/$id.metainfo.xml" "$dir/usr/share/metainfo/$id.appdata.xml"
cp "resources/desktop/$id.mime.xml" "$dir/usr/share/mime/packages/$id.xml"
cp build/made/icons/annotator-256.png "$dir/usr/share/icons/hicolor/256x256/apps/$id.png"
ln -s "usr/share/applications/$id.desktop" "$dir/$id.desktop"
ln -s "usr/share/icons/hicolor/256x256/apps/$id.png" "$dir/$id.png"
ln -s "$id.png" "$dir/.DirIcon"
cat > "$dir/AppRun" <<'RUN'
#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/opt/annotator/annotator" "$@"
RUN
# The same for the same commit: modes whatever the umask, the time of the commit, no owner.
chmod -R u=rwX,go=rX "$dir"
chmod 755 "$dir/AppRun"
moment=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
unset SOURCE_DATE_EPOCH  # mksquashfs takes either it or options
rm -f "$target.squashfs"
mksquashfs "$dir" "$target.squashfs" -root-owned -noappend -no-xattrs -comp zstd -Xcompression-level 19 \
  -b 1M -mkfs-time "$moment" -all-time "$moment" -quiet -no-progress
cat "$runtime" "$target.squashfs" > "$target"
rm "$target.squashfs"
chmod 755 "$target"
echo "Made $target ($(du -m "$target" | cut -f1) MB)."

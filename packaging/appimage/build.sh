#!/usr/bin/env bash
# The AppImage, from dist/annotator: packaging/appimage/build.sh
# Needs appimagetool on the PATH. Not yet built on its system.
set -euo pipefail
cd "$(dirname "$0")/../.."
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' annotator/__init__.py)
id=org.annotator.Annotator
dir=build/Annotator.AppDir
rm -rf "$dir"
mkdir -p "$dir/opt" "$dir/usr/share/applications" "$dir/usr/share/metainfo" \
  "$dir/usr/share/icons/hicolor/256x256/apps"
cp -a dist/annotator "$dir/opt/annotator"
cp "resources/desktop/$id.desktop" "$dir/usr/share/applications/"
# The tool looks for the metadata under this older name.
cp "resources/desktop/$id.metainfo.xml" "$dir/usr/share/metainfo/$id.appdata.xml"
cp build/made/icons/annotator-256.png "$dir/usr/share/icons/hicolor/256x256/apps/$id.png"
ln -s "usr/share/applications/$id.desktop" "$dir/$id.desktop"
ln -s "usr/share/icons/hicolor/256x256/apps/$id.png" "$dir/$id.png"
ln -s "$id.png" "$dir/.DirIcon"
cat > "$dir/AppRun" <<'RUN'
#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/opt/annotator/annotator" "$@"
RUN
chmod 755 "$dir/AppRun"
export ARCH="${ARCH:-$(uname -m)}"
appimagetool "$dir" "dist/Annotator-$version-$ARCH.AppImage"

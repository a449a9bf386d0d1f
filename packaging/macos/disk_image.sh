#!/usr/bin/env bash
# The disk image for macOS, from dist/Annotator.app: packaging/macos/disk_image.sh
# For others than oneself: CODESIGN_IDENTITY for build.py, and NOTARY_PROFILE (made once with
# `xcrun notarytool store-credentials`) here. Not yet built on its system.
set -euo pipefail
cd "$(dirname "$0")/../.."
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' annotator/__init__.py)
image="dist/Annotator-$version-$(uname -m).dmg"
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
cp -R dist/Annotator.app "$stage/"
ln -s /Applications "$stage/Applications"
hdiutil create -volname Annotator -srcfolder "$stage" -format UDZO -ov "$image"
if [[ -n "${CODESIGN_IDENTITY:-}" ]]; then
  codesign --sign "$CODESIGN_IDENTITY" --timestamp "$image"
fi
if [[ -n "${NOTARY_PROFILE:-}" ]]; then
  xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
  xcrun stapler staple "$image"
fi
echo "$image"

; The installer for Windows, made with Inno Setup 6 from the one-folder build:
;   py packaging\build.py
;   iscc /DVersion=0.1.0 packaging\windows\annotator.iss
; For the current user alone: no administrator is needed, and nothing is written elsewhere.
; Built, installed and tried under Wine; not yet built on its system.

#ifndef Version
  #error Give the version: /DVersion=…
#endif

[Setup]
AppId={{6C0B5E0C-3F0B-4E0B-9C59-5C4E7B0D9A21}
AppName=Annotator
AppVersion={#Version}
AppPublisher=The Annotator contributors
DefaultDirName={localappdata}\Programs\Annotator
DefaultGroupName=Annotator
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
; What Qt 6.10 runs on: Windows 10 of 1809.
MinVersion=10.0.17763
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesAssociations=yes
; A running program is asked to close: its files can't be replaced, and its work is saved.
CloseApplications=yes
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\made\icons\annotator.ico
UninstallDisplayIcon={app}\annotator.exe
OutputDir=..\..\dist
OutputBaseFilename=Annotator-{#Version}-setup
Compression=lzma2
SolidCompression=yes
WizardStyle=modern

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"
Name: "fr"; MessagesFile: "compiler:Languages\French.isl"
Name: "es"; MessagesFile: "compiler:Languages\Spanish.isl"
Name: "pt_BR"; MessagesFile: "compiler:Languages\BrazilianPortuguese.isl"

[InstallDelete]
; Libraries of an earlier version must not stay beside the new ones.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\dist\annotator\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion
Source: "..\..\build\made\icons\document.ico"; DestDir: "{app}"; Flags: ignoreversion

[Icons]
Name: "{group}\Annotator"; Filename: "{app}\annotator.exe"; AppUserModelID: "org.annotator.Annotator"

[Registry]
Root: HKCU; Subkey: "Software\Classes\.annot"; ValueType: string; ValueData: "Annotator.Project"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\.annot"; ValueName: "Content Type"; ValueType: string; ValueData: "application/x-annotator-project"; Flags: uninsdeletevalue
; Under “Open with”, also where the user has chosen another program for the suffix.
Root: HKCU; Subkey: "Software\Classes\.annot\OpenWithProgids"; ValueType: none; ValueName: "Annotator.Project"; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKCU; Subkey: "Software\Classes\Annotator.Project"; ValueType: string; ValueData: "Annotator project"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\Annotator.Project\DefaultIcon"; ValueType: string; ValueData: "{app}\document.ico"
Root: HKCU; Subkey: "Software\Classes\Annotator.Project\shell\open\command"; ValueType: string; ValueData: """{app}\annotator.exe"" ""%1"""

[Run]
Filename: "{app}\annotator.exe"; Description: "{cm:LaunchProgram,Annotator}"; Flags: nowait postinstall skipifsilent

"""Lists a tar.gz with Python's tarfile: mode, size, sha256, path and link target of every entry, by path.

Usage: list_tar.py MODE FILE, where MODE is r:gz (seeks) or r|gz (reads the file as a stream).
"""
import hashlib
import sys
import tarfile

mode, path = sys.argv[1:]
lines = []
with tarfile.open(path, mode, encoding="utf-8") as tar:
    for member in tar:
        if member.issym():
            lines.append((member.name, f"120777 0 - {member.name} -> {member.linkname}"))
        elif member.islnk():
            lines.append((member.name, f"{0o100000 | member.mode:06o} 0 - {member.name} => {member.linkname}"))
        elif member.isdir():
            lines.append((member.name, f"{0o040000 | member.mode:06o} 0 - {member.name}/"))
        elif member.isfile():
            digest, size = hashlib.sha256(), 0
            with tar.extractfile(member) as content:
                while block := content.read(1 << 16):
                    digest.update(block)
                    size += len(block)
            lines.append((member.name, f"{0o100000 | member.mode:06o} {size} {digest.hexdigest()} {member.name}"))
        else:
            sys.exit(f"Neither a file nor a folder nor a link: {member.name}")
sys.stdout.reconfigure(encoding="utf-8")
for _, line in sorted(lines):
    print(line)

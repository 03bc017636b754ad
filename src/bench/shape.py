"""A pack in the shape of API Manager 1.9.0 or 4.1.0: as many entries, as large, as deep and as hard to compress.

The configuration is that of the tests' small pack, filled up to the real sizes with comments; all else is made up. The
numbers are those of the real packs' listings. That of 4.1.0 says nothing of compressed sizes: they are what files of the
same kinds come to in 1.9.0.
"""

import random
import zipfile
from typing import NamedTuple

PACK = "wso2am-1.9.0"

# depth below the pack's own folder: how many folders
FOLDERS = {1: 11, 2: 48, 3: 65, 4: 240, 5: 257, 6: 56, 7: 77, 8: 124, 9: 186, 10: 245, 11: 389, 12: 234, 13: 125, 14: 167,
           15: 131, 16: 18, 17: 8}

# depth of the folder that they are in: how many files
DEPTHS = {1: 44, 2: 101, 3: 655, 4: 700, 5: 464, 6: 104, 7: 209, 8: 117, 9: 475, 10: 352, 11: 1213, 12: 1070, 13: 777,
          14: 643, 15: 689, 16: 84, 17: 58}

# how many files, their mean size, what that is when it is compressed, and the mean length of their paths
FILES = [
    (57, 0, 2, 95), (2, 5, 7, 111), (11, 12, 14, 103), (194, 23, 25, 105), (32, 45, 44, 118), (355, 88, 78, 126),
    (491, 175, 129, 118), (579, 379, 256, 122), (1185, 732, 400, 125), (1004, 1449, 682, 123), (1046, 3021, 1156, 130),
    (754, 5480, 2167, 128), (658, 11595, 4807, 114), (391, 23207, 9854, 112), (324, 45616, 26803, 107),
    (230, 91861, 55060, 105), (176, 189452, 135984, 100), (136, 351039, 271823, 102), (48, 707393, 602417, 86),
    (32, 1605474, 1475030, 75), (37, 2925303, 2638382, 78), (17, 5173483, 5098641, 75), (1, 9788993, 2781052, 42),
]

# the files that nodes differ in, and their sizes
CONFIGURATION = {
    "bin/wso2server.sh": 9863,
    "repository/conf/carbon.xml": 23466,
    "repository/conf/axis2/axis2.xml": 50494,
    "repository/conf/registry.xml": 17847,
    "repository/conf/user-mgt.xml": 25008,
    "repository/conf/api-manager.xml": 20734,
    "repository/conf/identity.xml": 13414,
    "repository/conf/datasources/master-datasources.xml": 3855,
    "repository/conf/tomcat/catalina-server.xml": 4038,
    "repository/conf/log4j.properties": 9773,
    "repository/conf/jndi.properties": 1060,
    "repository/conf/synapse.properties": 1868,
    "repository/conf/event-broker.xml": 3191,
    "repository/conf/claim-config.xml": 40194,
    "repository/conf/tenant-mgt.xml": 1697,
}


class Shape(NamedTuple):
    """What a pack is filled up to; the tables are those above."""

    pack: str
    folders: dict
    depths: dict
    files: list
    configuration: dict


API_MANAGER_1 = Shape(PACK, FOLDERS, DEPTHS, FILES, CONFIGURATION)

API_MANAGER_4 = Shape(
    "wso2am-4.1.0",
    {1: 7, 2: 14, 3: 44, 4: 40, 5: 38, 6: 56, 7: 67, 8: 58, 9: 49, 10: 43, 11: 68, 12: 64, 13: 28, 14: 6, 15: 5},
    {1: 82, 2: 79, 3: 915, 4: 173, 5: 164, 6: 220, 7: 124, 8: 326, 9: 265, 10: 214, 11: 499, 12: 394, 13: 89, 14: 23, 15: 22},
    [
        (7, 0, 2, 96), (1, 4, 1, 98), (4, 13, 4, 62), (8, 25, 7, 85), (11, 50, 15, 78), (29, 94, 29, 95), (56, 189, 71, 88),
        (88, 369, 143, 101), (209, 827, 259, 99), (518, 1462, 447, 117), (407, 2959, 993, 111), (468, 5728, 2208, 115),
        (405, 11463, 4937, 117), (408, 23524, 14051, 107), (313, 45899, 34767, 96), (221, 93561, 65837, 93),
        (135, 186308, 149381, 89), (135, 373512, 279926, 95), (73, 731528, 562091, 88), (63, 1425769, 1109236, 82),
        (30, 2780897, 1756280, 94),
    ],
    {"bin/api-manager.sh": 12125, "repository/conf/deployment.toml": 7814, "repository/conf/log4j2.properties": 23196},
)

BLOCK = 2048
QUICK = 64 * 1024
TEXT = (b"There is nothing to read in here, it is only to be squeezed. " * (BLOCK // 60 + 1))[:BLOCK]
DATE = (2015, 6, 30, 12, 0, 0)


def write(target, small_pack, scale, copies, shape=API_MANAGER_1):
    """Writes the zip; `scale` is that of the made-up content, `copies` how many times all entries are there.

    Its folder is called as that of the small pack: another product's pack gets the same made-up content.
    """
    with zipfile.ZipFile(target, "w") as zipped:
        for copy in range(copies):
            _write_all(zipped, small_pack.name + "/" + (f"copies/{copy}/" if copy else ""), small_pack, scale, shape)


def _write_all(zipped, root, small_pack, scale, shape):
    ready = _ready(small_pack, shape)
    folders = {str(parent) + "/" for path in ready for parent in path.parents if parent.name}
    folders |= {str(path.relative_to(small_pack)) + "/" for path in small_pack.rglob("*") if path.is_dir()}
    _folder(zipped, root)
    for path in sorted(folders):
        _folder(zipped, root + path)
    for path, content in ready.items():
        mode = 0o755 if path.suffix == ".sh" else 0o644
        _file(zipped, root + str(path), mode, [content], len(content))
    made = _made_folders(shape.folders, sum(shape.folders.values()) - len(folders))
    for path in (path for level in made.values() for path in level):
        _folder(zipped, root + path)
    _made_files(zipped, root, made, len(ready), scale, shape)


def _ready(small_pack, shape):
    """The small pack's files, and those that it lacks, each of the size that it has in the real pack."""
    ready = {path.relative_to(small_pack): path.read_bytes() for path in sorted(small_pack.rglob("*")) if path.is_file()}
    for name, size in shape.configuration.items() if small_pack.name == shape.pack else ():
        path = type(small_pack)(name)
        empty = b"<made-up/>\n" if path.suffix == ".xml" else b""
        ready[path] = _filled(ready.get(path, empty), size, path.suffix == ".xml")
    return ready


def _filled(content, size, is_xml):
    before, after = (b"\n<!-- ", b" -->\n") if is_xml else (b"\n# ", b"\n")
    room = size - len(content) - len(before) - len(after)
    return content + before + (TEXT * (room // BLOCK + 1))[:room] + after if room > 0 else content


def _made_folders(counts, number):
    """Paths by depth; each folder is in one of those above it."""
    levels = {0: [""]}
    for depth, count in counts.items():
        above = levels[depth - 1]
        levels[depth] = [f"{above[i % len(above)]}{'made-up-' if depth == 1 else ''}{i}/" for i in range(min(count, number))]
        number -= len(levels[depth])
    return {depth: level for depth, level in levels.items() if depth and level}


def _made_files(zipped, root, folders, ready, scale, shape):
    """The files in an order of their own, so that every depth has some of every size."""
    choice = random.Random(shape.pack)
    sizes = [row for row in shape.files for _ in range(row[0])]
    depths = [depth for depth, count in shape.depths.items() for _ in range(count)]
    choice.shuffle(sizes)
    choice.shuffle(depths)
    for number, ((_, size, compressed, length), depth) in enumerate(zip(sizes[ready:], depths)):
        level = folders[min(depth, max(folders))]
        path = f"{level[number % len(level)]}{number}."
        path += "x" * max(1, length - len(shape.pack) - 1 - len(path))
        share = min(1, compressed / max(1, size))
        size = size if scale == 1 else -int(-size * scale // 1)
        _file(zipped, root + path, 0o644, _blocks(size, share, choice), size)


def _blocks(size, share, choice):
    """Random bytes, which do not compress, before text, which all but vanishes."""
    for start in range(0, size, BLOCK):
        length = min(BLOCK, size - start)
        hard = round(length * share)
        yield choice.randbytes(hard) + TEXT[:length - hard]


def _folder(zipped, path):
    info = zipfile.ZipInfo(path, DATE)
    info.create_system = 3
    info.external_attr = 0o40755 << 16 | 0x10
    zipped.writestr(info, b"")


def _file(zipped, path, mode, blocks, size):
    info = zipfile.ZipInfo(path, DATE)
    info.create_system = 3
    info.external_attr = (0o100000 | mode) << 16
    info.compress_type = zipfile.ZIP_DEFLATED
    info._compresslevel = 1 if size > QUICK else 6
    info.file_size = size
    with zipped.open(info, "w") as out:
        for block in blocks:
            out.write(block)

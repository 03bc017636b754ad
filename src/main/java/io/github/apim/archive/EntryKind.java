package io.github.apim.archive;

/** What an archive entry is. Devices, pipes and hard links do not occur: they are refused or become files on opening. */
public enum EntryKind {
    FILE,
    DIRECTORY,
    SYMLINK
}

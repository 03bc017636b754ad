package io.github.apim.rules;

/**
 * Why a file is no TOML.
 *
 * @param line where, counted from 1
 * @param what is wrong, without any value of the file
 */
public record TomlFault(int line, String what) {}

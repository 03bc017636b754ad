package io.github.apim.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;


/** Looks for values in every byte below a folder, in tarballs and in zips within them, however they may be written. */
public final class KnownValues {

    private KnownValues() {}

    /** Where one of them stands: a file and what is in it. */
    public static List<String> in(Path folder, List<String> values) throws IOException {
        Set<String> spellings = new LinkedHashSet<>();
        for (String value : values) {
            String xml = value.replace("&", "&amp;").replace("<", "&lt;");
            spellings.add(value);
            spellings.add(xml);
            spellings.add(xml.replace(">", "&gt;"));
            spellings.add(xml.replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&apos;"));
            spellings.add(Base64.getEncoder()
                    .encodeToString(value.getBytes(StandardCharsets.UTF_8))
                    .replace("=", ""));
        }
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                look(file.toString(), Files.readAllBytes(file), spellings, found);
            }
        }
        return found;
    }

    private static void look(String name, byte[] content, Set<String> spellings, List<String> found)
            throws IOException {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        spellings.stream()
                .filter(text::contains)
                .forEach(spelling -> found.add(name + " holds " + spelling));
        if (name.endsWith(".tar.gz")) {
            try (TarArchiveInputStream tar =
                    new TarArchiveInputStream(new GZIPInputStream(bytes(content)))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    look(name + "!" + entry.getName(), tar.readAllBytes(), spellings, found);
                }
            }
        } else if (text.startsWith("PK")) {
            try (ZipInputStream zip = new ZipInputStream(bytes(content))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    look(name + "!" + entry.getName(), zip.readAllBytes(), spellings, found);
                }
            }
        }
    }

    private static InputStream bytes(byte[] content) {
        return new BufferedInputStream(new ByteArrayInputStream(content));
    }
}

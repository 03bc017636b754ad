package io.github.apim.family.carbon;

import io.github.apim.rules.PlannedFiles;
import io.github.apim.rules.PlannedNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks for classes in the jars that nodes have for their databases; nodes have the same ones, and they are large. */
public final class DriverClasses {

    public static final String FOLDER = ConfigurationFiles.LIBRARIES;

    private final Map<List<Object>, Boolean> known = new HashMap<>();

    /** Whether one of the jars of a node holds a class. */
    public boolean areThere(PlannedNode planned, String name) {
        String entry = name.replace('.', '/') + ".class";
        PlannedFiles files = planned.files();
        return files.under(FOLDER).stream()
                .filter(path -> path.endsWith(".jar"))
                .anyMatch(path -> known.computeIfAbsent(
                        List.of(files.origin(path), entry),
                        absent -> files.open(path)
                                .filter(jar -> names(jar, entry))
                                .isPresent()));
    }

    /** A jar names its entries in plain text. */
    private static boolean names(InputStream jar, String entry) {
        try (jar) {
            byte[] block = new byte[1 << 16];
            int kept = 0;
            for (int count = jar.read(block); count > 0; count = jar.read(block, kept, block.length - kept)) {
                String text = new String(block, 0, kept + count, StandardCharsets.ISO_8859_1);
                if (text.contains(entry)) {
                    return true;
                }
                // The name may lie across the end of a block.
                int all = kept + count;
                kept = Math.min(all, entry.length());
                System.arraycopy(block, all - kept, block, 0, kept);
            }
            return false;
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}

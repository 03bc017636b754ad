package io.github.apim.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes toolboxes of BAM: zips, with the entries that the plugin looks at and some that it must leave alone. */
public final class TestToolbox {

    /** The entry that names the user; the real one repeats the keys of its third stream, too. */
    public static final String STREAMS = "streamDefn/streams.properties";

    private TestToolbox() {}

    /** One that declares three streams as admin, and repeats the third. */
    public static byte[] statistics() {
        StringBuilder streams = new StringBuilder("streams.definitions=defn1,defn2,defn3\n");
        for (String stream :
                new String[] {"defn1 response", "defn2 request", "defn3 fault", "defn3 workflow", "defn3 throttle"}) {
            String key = "streams.definitions." + stream.substring(0, 5) + ".";
            streams.append(key).append("filename=").append(stream.substring(6)).append("StreamDefn\n");
            streams.append(key).append("username=admin\n").append(key).append("password=admin\n");
            streams.append(key).append("description=What API Manager sends\n");
        }
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("analytics/", "");
        entries.put("analytics/am_stats_analyzer", "insert into REQUESTS;\n".repeat(50));
        entries.put("streamDefn/", "");
        entries.put(STREAMS, streams.toString());
        entries.put("streamDefn/requestStreamDefn", "{ 'name': 'request' }\n");
        return zip(entries);
    }

    /** One that names no user. */
    public static byte[] withoutUser() {
        return zip(Map.of("analytics/trace", "select 1;\n"));
    }

    private static byte[] zip(Map<String, String> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> each : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(each.getKey());
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(each.getValue().getBytes(StandardCharsets.ISO_8859_1));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}

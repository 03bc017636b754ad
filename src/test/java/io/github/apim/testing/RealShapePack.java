package io.github.apim.testing;

import io.github.apim.testing.RealPacks.Listed;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.SplittableRandom;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * A zip in the shape of a real pack, that of API Manager unless said otherwise: its paths, modes, methods and sizes, its configuration files, and
 * made-up content that compresses about as well elsewhere.
 *
 * <p>It is the same on every run, kept in {@code target/} and made anew only when the listing or {@link #VERSION}
 * changes. What is called a jar in it is none.
 */
public final class RealShapePack {

    /** The root folder of the API Manager pack and the name of its archive. */
    public static final String NAME = "wso2am-1.9.0";

    private static final String API_MANAGER = "WSO2 API Manager v1.9.0";
    private static final String VERSION = "2";
    private static final int BLOCK = 2048;
    private static final int QUICK = 64 * 1024;
    private static final byte[] TEXT = "There is nothing to read in here, it is only to be squeezed. "
            .repeat(BLOCK / 60 + 1)
            .getBytes(StandardCharsets.US_ASCII);

    private final String name;
    private final String version;
    private final double scale;

    private RealShapePack(String name, String version, double scale) {
        if (!(scale > 0)) {
            throw new IllegalArgumentException("scale " + scale);
        }
        this.name = name;
        this.version = version;
        this.scale = scale;
    }

    /** The pack in its true size, 435 MB unpacked. */
    public static RealShapePack full() {
        return scale(1);
    }

    /** The pack with all made-up content this much smaller; the number of entries stays. */
    public static RealShapePack scale(double scale) {
        return new RealShapePack(NAME, API_MANAGER, scale);
    }

    /** The BAM pack, with all made-up content a hundredth in size. */
    public static RealShapePack bam() {
        return new RealShapePack(SmallPack.BAM, "WSO2 Business Activity Monitor v2.5.0", 0.01);
    }

    /** The zip, made if it is not there yet, and waited for where another process makes it. */
    public Path zip() throws IOException {
        Path folder = Files.createDirectories(Project.target("real-shape").resolve(name + "-scale-" + scale));
        Path zip = folder.resolve(name + ".zip");
        Path stamp = folder.resolve("stamp.txt");
        String wanted = VERSION + " " + Files.size(RealPacks.listingFile(name)) + " "
                + Files.getLastModifiedTime(RealPacks.listingFile(name));
        try (FileChannel lock =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            if (Files.exists(zip)
                    && Files.exists(stamp)
                    && Files.readString(stamp).equals(wanted)) {
                return zip;
            }
            Path unfinished = folder.resolve(name + ".part");
            write(unfinished);
            Files.move(unfinished, zip, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            Files.writeString(stamp, wanted);
        }
        return zip;
    }

    private void write(Path file) throws IOException {
        byte[] buffer = new byte[BLOCK];
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(file)) {
            writeAll(zip, buffer);
        }
    }

    private void writeAll(ZipArchiveOutputStream zip, byte[] buffer) throws IOException {
        for (Listed listed : RealPacks.listing(name)) {
            String path = listed.path().substring(name.length() + 1);
            ZipArchiveEntry entry = new ZipArchiveEntry(name + "/" + path);
            entry.setUnixMode(listed.mode());
            entry.setTimeLocal(LocalDateTime.of(2015, 6, 30, 12, 0));
            if (listed.method().equals("stored")) {
                entry.setMethod(ZipArchiveEntry.STORED);
                entry.setSize(0);
                entry.setCrc(0);
            } else {
                entry.setMethod(ZipArchiveEntry.DEFLATED);
            }
            zip.setLevel(listed.size() > QUICK ? Deflater.BEST_SPEED : Deflater.DEFAULT_COMPRESSION);
            zip.putArchiveEntry(entry);
            writeContent(listed, path, zip, buffer);
            zip.closeArchiveEntry();
        }
    }

    private void writeContent(Listed listed, String path, ZipArchiveOutputStream zip, byte[] buffer)
            throws IOException {
        Path real = RealPacks.file(name, path);
        if (listed.isFolder()) {
            return;
        } else if (path.equals("bin/version.txt")) {
            zip.write((version + "\n").getBytes(StandardCharsets.US_ASCII));
        } else if (path.equals("bin/wso2carbon-version.txt")) {
            zip.write("WSO2 Carbon Framework v4.2.0\n".getBytes(StandardCharsets.US_ASCII));
        } else if (path.endsWith(".tbox") && scale < 1) {
            zip.write(path.startsWith("statistics/") ? TestToolbox.statistics() : TestToolbox.withoutUser());
        } else if (Files.isRegularFile(real)) {
            zip.write(Files.readAllBytes(real));
        } else {
            long size = scale == 1 ? listed.size() : (long) Math.ceil(listed.size() * scale);
            double random = Math.min(1, listed.compressed() / (double) Math.max(1, listed.size()));
            SplittableRandom seeded = new SplittableRandom(path.hashCode());
            for (long left = size; left > 0; left -= BLOCK) {
                int length = (int) Math.min(left, BLOCK);
                fill(buffer, length, (int) Math.round(length * random), seeded);
                zip.write(buffer, 0, length);
            }
        }
    }

    /** Random bytes first, which do not compress, and text for the rest, which all but vanishes. */
    private static void fill(byte[] buffer, int length, int random, SplittableRandom seeded) {
        seeded.nextBytes(buffer);
        System.arraycopy(TEXT, 0, buffer, random, length - random);
    }
}

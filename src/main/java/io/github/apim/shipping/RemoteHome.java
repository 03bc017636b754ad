package io.github.apim.shipping;

import io.github.apim.manifest.HomeTree;
import io.github.apim.manifest.ManifestFile.Type;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An unpacked home on a machine; names and checksums come over, the files stay there. */
final class RemoteHome implements HomeTree {

    private static final String LIST = "cd -- \"$1\" || exit 1; exec find . -mindepth 1 -printf \"%y %m %s %P\\0\"";
    private static final String READ = "exec cat -- \"$1\"";

    /** What is done for each of the names that are read; a file that is read slowly leaves the server its processor. */
    private static final String EACH = "cd -- \"$1\" || exit 1; exec nice xargs -0 sh -c \"$2\" apim-ship";

    private static final String SHA256 = "for file in \"$@\"; do sha256sum <\"./$file\" || exit 255; done";

    private static final Pattern ITEM = Pattern.compile("([a-zA-Z?]) ([0-7]{1,6}) ([0-9]{1,18}) (.*)", Pattern.DOTALL);
    private static final Pattern SUM = Pattern.compile("([0-9a-f]{64}) .*");

    /** Some ten times as many as a pack has. */
    private static final int MOST_FILES = 300_000;

    private static final int PERMISSIONS = 0777;

    private final Machine machine;
    private final String place;
    private final Map<String, Item> items = new TreeMap<>();
    private final Map<String, String> sha256 = new HashMap<>();

    private RemoteHome(Machine machine, String place) {
        this.machine = machine;
        this.place = place;
    }

    /** @param place the home's folder, or a link to it */
    static RemoteHome of(Machine machine, String place) throws IOException {
        RemoteHome home = new RemoteHome(machine, place);
        byte[] listed = machine.read(LIST, List.of(place), new byte[0]);
        for (String line : new String(listed, StandardCharsets.UTF_8).split("\0")) {
            if (line.isEmpty()) {
                continue;
            }
            Matcher item = ITEM.matcher(line);
            if (!item.matches()) {
                throw RemoteException.nonsense(line);
            }
            if (home.items.size() == MOST_FILES) {
                throw new RemoteException(place + " holds more than " + MOST_FILES + " files, which no home does");
            }
            home.items.put(item.group(4), item(item.group(1), item.group(2), item.group(3)));
        }
        return home;
    }

    private static Item item(String type, String mode, String size) {
        Type known = switch (type) {
            case "d" -> Type.FOLDER;
            case "l" -> Type.LINK;
            default -> Type.FILE;
        };
        return new Item(known, Integer.parseInt(mode, 8) & PERMISSIONS, Long.parseLong(size));
    }

    @Override
    public Map<String, Item> items() {
        return items;
    }

    @Override
    public byte[] read(String path) throws IOException {
        return machine.read(READ, List.of(place + "/" + path), new byte[0]);
    }

    @Override
    public void expect(List<String> files) throws IOException {
        byte[] sums = each(SHA256, files);
        String[] lines = new String(sums, StandardCharsets.UTF_8).split("\n");
        check(lines.length, Math.max(1, files.size()));
        for (int index = 0; index < files.size(); index++) {
            Matcher line = SUM.matcher(lines[index]);
            if (!line.matches()) {
                throw RemoteException.nonsense(lines[index]);
            }
            sha256.put(files.get(index), line.group(1));
        }
    }

    private byte[] each(String work, List<String> paths) throws IOException {
        ByteArrayOutputStream names = new ByteArrayOutputStream();
        for (String path : paths) {
            names.writeBytes(path.getBytes(StandardCharsets.UTF_8));
            names.write(0);
        }
        return machine.read(EACH, List.of(place, work), names.toByteArray());
    }

    private void check(int found, int wanted) throws IOException {
        if (found != wanted) {
            throw new RemoteException("the checksums of " + place + " are not complete; was it changed just now?");
        }
    }

    @Override
    public String sha256(String path) {
        return sha256.get(path);
    }
}

package io.github.apim.product;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where one version has its settings: overlays write by this table and rules read by it, so that both are written once
 * for all versions that differ by a row only.
 */
public final class Places {

    private static final Places NONE = new Places(new EnumMap<>(Place.class));

    private static final String USERS = "repository/conf/user-mgt.xml";
    private static final String ADMINISTRATOR = "/UserManager/Realm/Configuration/AdminUser/";

    private final Map<Place, FilePlace> rows;

    private Places(Map<Place, FilePlace> rows) {
        this.rows = rows;
    }

    /** A table without a row. */
    static Places none() {
        return NONE;
    }

    /** Where all servers that are configured by XML files have what every Carbon server has. */
    static Places ofXmlFiles() {
        return NONE.with(Place.OFFSET, "repository/conf/carbon.xml", "/Server/Ports/Offset")
                .with(Place.ADMINISTRATOR, USERS, ADMINISTRATOR + "UserName")
                .with(Place.ADMINISTRATOR_PASSWORD, USERS, ADMINISTRATOR + "Password");
    }

    /** Where all servers that render their files from one TOML file have it. */
    static Places ofToml() {
        String file = Facts.DEPLOYMENT_TOML;
        return NONE.with(Place.OFFSET, file, "server.offset")
                .with(Place.ADMINISTRATOR, file, "super_admin.username")
                .with(Place.ADMINISTRATOR_PASSWORD, file, "super_admin.password");
    }

    /** The same with a row, which replaces the one that it may have for this. */
    Places with(Place place, String file, String path) {
        Map<Place, FilePlace> changed = new EnumMap<>(Place.class);
        changed.putAll(rows);
        changed.put(place, new FilePlace(file, path));
        return new Places(changed);
    }

    /** The same without a row. */
    Places without(Place place) {
        Map<Place, FilePlace> changed = new EnumMap<>(Place.class);
        changed.putAll(rows);
        changed.remove(place);
        return new Places(changed);
    }

    /** Where the version has a setting; empty if it has no such setting. */
    public Optional<FilePlace> find(Place place) {
        return Optional.ofNullable(rows.get(place));
    }

    /**
     * Where the version has a setting.
     *
     * @throws IllegalArgumentException if it has no such setting
     */
    public FilePlace get(Place place) {
        return find(place).orElseThrow(() -> new IllegalArgumentException("this version has no place for " + place));
    }

    /** The rows, in the order of the enum. */
    @Override
    public String toString() {
        return rows.toString();
    }
}

package io.github.apim.adoption;

import io.github.apim.family.spi.Sign;
import io.github.apim.family.spi.Signs;
import io.github.apim.manifest.Manifest;
import io.github.apim.product.Facts;
import io.github.apim.product.PortFact;
import io.github.apim.product.PortPurpose;
import io.github.apim.product.Role;
import io.github.apim.rules.HomeReader.Seen;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A home and what has been found out of its node so far. */
final class AdoptedNode {

    private static final int GROUP_AND_OTHERS = 077;

    private final Home home;
    private final Facts facts;
    private final Signs signs;
    private final Signs shipped;
    private final Optional<Manifest> built;
    private final Map<String, String> evidence = new LinkedHashMap<>();
    private String name;
    private Role role;
    private String host = "";
    private String address = "";
    private boolean standBy;

    /**
     * @param shipped what the pack says; nothing where it is not at hand
     * @param built   what the manifest says, if the plugin has built the home
     */
    AdoptedNode(Home home, Facts facts, Signs signs, Signs shipped, Optional<Manifest> built) {
        this.home = home;
        this.facts = facts;
        this.signs = signs;
        this.shipped = shipped;
        this.built = built;
        this.name = built.map(manifest -> manifest.node().name()).orElse(home.name());
    }

    Home home() {
        return home;
    }

    Facts facts() {
        return facts;
    }

    Signs signs() {
        return signs;
    }

    /** What the manifest says of the node, if the plugin has built the home. */
    Optional<Manifest.Node> built() {
        return built.map(Manifest::node);
    }

    /** Whether the plugin has built the home, with this overlay. */
    boolean builtBy(String overlay) {
        return built.stream()
                .flatMap(manifest -> manifest.files().stream())
                .anyMatch(file -> file.by().contains(overlay));
    }

    String name() {
        return name;
    }

    void rename(String other) {
        name = other;
    }

    Role role() {
        return role;
    }

    void role(Role found, String why) {
        role = found;
        evidence.put("role", why);
    }

    String host() {
        return host;
    }

    void host(String found, String why) {
        host = found;
        evidence.put("host", why);
    }

    String address() {
        return address;
    }

    void address(String found, String why) {
        address = found;
        evidence.put("address", why);
    }

    boolean standBy() {
        return standBy;
    }

    void standBy(String why) {
        standBy = true;
        evidence.put("stand-by", why);
    }

    /** Why a key has the value that it has. */
    String evidence(String key) {
        return evidence.getOrDefault(key, "");
    }

    String text(Sign sign) {
        return signs.text(sign);
    }

    Optional<Seen> find(Sign sign) {
        return signs.find(sign);
    }

    /** The value, unless it is the one that the pack has. */
    Optional<Seen> changed(Sign sign) {
        return changed(sign, "");
    }

    /** The value of one of several, unless it is the one that the pack has. */
    Optional<Seen> changed(Sign sign, String of) {
        return signs.find(sign, of)
                .filter(seen -> shipped.find(sign, of)
                        .filter(same -> same.value().equals(seen.value()))
                        .isEmpty());
    }

    /** Whether the file that says it is for its owner alone, as the plugin makes those that hold a password. */
    boolean isForOwnerOnly(Sign sign) {
        return built.isPresent()
                && find(sign)
                        .map(seen -> home.tree().items().get(seen.file()))
                        .filter(item -> (item.mode() & GROUP_AND_OTHERS) == 0)
                        .isPresent();
    }

    /** What the pack says, if it is at hand. */
    Optional<Seen> shipped(Sign sign, String of) {
        return shipped.find(sign, of);
    }

    /** Where a value stands, for a comment. */
    String at(Seen seen) {
        return home.name() + "/" + seen.evidence();
    }

    String at(Sign sign) {
        return find(sign).map(this::at).orElse("");
    }

    int offset() {
        return number(Sign.OFFSET).orElse(0);
    }

    OptionalInt number(Sign sign) {
        return find(sign)
                .map(Seen::value)
                .filter(text -> text.matches("-?[0-9]{1,6}"))
                .map(text -> OptionalInt.of(Integer.parseInt(text)))
                .orElse(OptionalInt.empty());
    }

    boolean says(Sign sign, String value) {
        return text(sign).equals(value);
    }

    /** The number of a port with the offset; negative if no node of the product opens it. */
    int port(PortPurpose purpose) {
        return facts.ports().stream()
                .filter(port -> port.purpose() == purpose)
                .mapToInt(port -> port.base() + (port.shifts() ? offset() : 0))
                .findFirst()
                .orElse(-1);
    }

    /** How far a port is from where it starts to be counted on a machine. */
    OptionalInt counted(PortPurpose purpose, Sign sign) {
        OptionalInt number = number(sign);
        Optional<PortFact> fact =
                facts.ports().stream().filter(port -> port.purpose() == purpose).findFirst();
        return number.isPresent() && fact.isPresent()
                ? OptionalInt.of(number.getAsInt() - port(purpose))
                : OptionalInt.empty();
    }

    /** Whether this is a name of the node as far as it is known. */
    boolean isNamed(String other) {
        return !other.isEmpty()
                && (other.equals(host)
                        || other.equals(address)
                        || other.equals(text(Sign.NODE_ADDRESS))
                        || other.equals(text(Sign.HOST_NAME))
                        || other.equals(text(Sign.MANAGEMENT_NAME))
                        || other.equals(text(Sign.MEMBER_HOST)));
    }

    /** Whether an address leads to a port of this very node. */
    boolean answers(Address address, PortPurpose purpose) {
        return address.port() == port(purpose) && isNamed(address.host());
    }

    /**
     * Whether an address leads to a port of this node as far as anybody knows: with the node's own port, and a name that is
     * not the one by which the node goes, which would be a virtual host's.
     */
    boolean mayAnswer(Address address, PortPurpose purpose) {
        boolean hidden = host.isEmpty()
                && changed(Sign.HOST_NAME).isPresent()
                && number(Sign.PROXY_HTTPS).isPresent();
        return answers(address, purpose)
                || hidden && address.port() == port(purpose) && !says(Sign.HOST_NAME, address.host());
    }

    /** Where it is, as the other nodes of its machine say it, too. */
    String machine() {
        return address.isEmpty() ? host : address;
    }

    @Override
    public String toString() {
        return name + " (" + home + ")";
    }
}

package io.github.apim.descriptor;

import io.github.apim.product.Examples;

/**
 * The formats of the descriptor's texts. What ends in shell, SQL, XML or the name of a file is kept so plain here that it
 * means the same everywhere.
 */
final class Formats {

    /** Characters that no value may have: controls, and the line ends that only Unicode knows. */
    private static final String CONTROLS = "\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029";

    private static final String REGISTRY_HOST = "[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(?::[0-9]{1,5})?";
    private static final String REPOSITORY_PART = "[a-z0-9]+(?:(?:[._]|__|-{1,9})[a-z0-9]+)*";
    private static final String TAG = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}";

    /** The longest text that a value can be, before and after its placeholders are replaced. */
    static final int MOST_CHARACTERS = 100_000;

    private static final String BLANK_OR_QUOTE = "[\\s\"'`$\\\\]";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    /** The last label needs a letter, else {@code 10.0.0.300} would be a name. */
    private static final String DNS_NAME = "(?=[^:]{1,253}$)(?:" + LABEL + "\\.)*(?=[0-9-]*[A-Za-z])" + LABEL;

    private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final String IPV4 = "(?:" + BYTE + "\\.){3}" + BYTE;
    private static final String IPV6 = ipv6();

    private static final String PART = "[A-Za-z0-9_][A-Za-z0-9._+-]*";
    private static final String COORDINATES_PATTERN = PART + "(?::" + PART + "){2,4}";
    private static final String SEGMENT = "[A-Za-z0-9_+@=,-]|\\.(?!\\.?(?:/|$))";
    private static final String FILE_SEGMENT = "(?!\\.{1,2}(?:/|$))[^/\\\\:" + CONTROLS + "]+";

    static final Format TEXT =
            Format.of("a text", "must not be empty or have control characters", "[^" + CONTROLS + "]+");

    /** What an edit sets: any text that a file can hold, also an empty one or several lines. */
    static final Format VALUE = Format.of(
                    "a value",
                    "must not have control characters",
                    "[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u2028\\u2029]*")
            .longest(MOST_CHARACTERS);

    static final Format PASSWORD = TEXT.asSecret();

    static final Format ENCRYPTION_KEY = Format.of(
                    "a key", "it has 64 hexadecimal digits; openssl rand -hex 32 makes one", "[0-9A-Fa-f]{64}")
            .asSecret();

    static final Format SERVER_ID = Format.of(
            "the id of a <server> in settings.xml",
            "an id has no blanks, quotes or control characters",
            "[^\\s\"'`<>&" + CONTROLS + "]+",
            "apim-db");

    /** A name that others give their things, such as regions. */
    static final Format PLAIN_NAME =
            Format.of("a name", "at most 255 letters, digits, '_', '.' and '-'", "[A-Za-z0-9_.-]{1,255}", "eu-west-1");

    static final Format HOST = Format.of(
                    "a host name or an IP address",
                    "a host name has letters, digits, '-' and '.' only, and no scheme or port",
                    IPV4 + "|" + IPV6 + "|" + DNS_NAME,
                    "gw-1.internal",
                    "10.0.0.11")
            .hint("://", "give the host alone, without a scheme such as https://")
            .hint("^[^:]*:[0-9]*$", "give the host alone, without a port; 'offset' moves the ports")
            .hint(BLANK_OR_QUOTE, "a host name has no blanks, quotes or '$'")
            .hint("_", "a host name has no '_': Java finds no host in a URL with one");

    static final Format VIRTUAL_HOST_NAME = Format.of(
                    "a host name",
                    "a host name has letters, digits, '-' and '.' only, and no scheme or port",
                    IPV4 + "|" + DNS_NAME,
                    "gw.example.com")
            .hint("://", "give the host alone, without a scheme such as https://")
            .hint("^[^:]*:[0-9]*$", "give the host alone; ports go under 'http' and 'https'");

    static final Format ADDRESS = Format.of(
                    "an IP address",
                    "write an IPv4 or IPv6 address in digits",
                    IPV4 + "|" + IPV6,
                    "10.0.0.11",
                    "fd00::11")
            .hint("[g-zG-Z]", "write an IPv4 or IPv6 address in digits; a name goes under 'host'");

    static final Format JDBC_URL = Format.of(
                    "a JDBC URL of the database server",
                    "it has the form jdbc:mysql://host:3306",
                    "jdbc:[a-z0-9]+(?::[a-z0-9]+)*://[A-Za-z0-9._,:\\[\\]-]+"
                            + "|jdbc:oracle:thin:@(?://)?[A-Za-z0-9._,:\\[\\]-]+/[A-Za-z0-9._$#-]+",
                    "jdbc:mysql://db.internal:3306",
                    "jdbc:postgresql://db-1.internal,db-2.internal:5433",
                    "jdbc:oracle:thin:@db.internal:1521/APIM",
                    "jdbc:sqlserver://db.internal:1433")
            .hint("^(?!jdbc:)", "it must start with 'jdbc:', for example jdbc:mysql://db.internal:3306")
            .hint(
                    "^jdbc:oracle:(?!thin:@)",
                    "for Oracle it has the form jdbc:oracle:thin:@host:1521/SERVICE, without a user or a password;"
                            + " they go under 'credentials'")
            .hint(
                    "^jdbc:oracle:thin:@\\(",
                    "it has the form jdbc:oracle:thin:@host:1521/SERVICE; a description in brackets is not understood")
            .hint(
                    "^jdbc:oracle:thin:@(?://)?[^/?]*$",
                    "it ends with the name of the service: jdbc:oracle:thin:@host:1521/SERVICE")
            .hint("^(?!jdbc:oracle:).*@", "it must not have a user or a password; they go under 'credentials'")
            .hint("[?;]", "it ends with the port; what follows '?' or ';' goes under 'parameters', separated by '&'")
            .hint("://[^/]+/$", "it ends with the port, without a '/'")
            .hint("://[^/]+/.", "it ends with the port; the names of the schemas go under 'schemas'");

    static final Format JDBC_PARAMETERS = Format.of(
                    "the parameters of a JDBC URL",
                    "they have the form name=value&name=value",
                    "|[A-Za-z0-9_.]+=[^\\s\"'`<>?#&$\\\\" + CONTROLS + "]*" + "(?:&[A-Za-z0-9_.]+=[^\\s\"'`<>?#&$\\\\"
                            + CONTROLS + "]*)*",
                    "autoReconnect=true&relaxAutoCommit=true")
            .hint("^\\?", "leave out the leading '?'")
            .hint("&amp;", "write '&' as it is; it is escaped where it is written into XML")
            .asSecret();

    static final Format VERSION = Format.of(
            "the version of a product",
            "it has numbers and dots only",
            "[0-9]{1,9}(?:\\.[0-9]{1,9})+",
            Examples.VERSION);

    static final Format DATABASE_VERSION = Format.of(
            "the version of a database server",
            "it has numbers and dots only",
            "[0-9]{1,4}(?:\\.[0-9]{1,4}){0,3}",
            "5.7");

    static final Format JAVA_CLASS = Format.of(
            "the name of a Java class",
            "it has the form com.example.Driver",
            "[A-Za-z_$][A-Za-z0-9_$]*(?:\\.[A-Za-z_$][A-Za-z0-9_$]*)*",
            "com.mysql.jdbc.Driver");

    static final Format SCHEMA_NAME = Format.of(
            "the name of a database schema",
            "at most 64 letters, digits, '_' and '$'",
            "[A-Za-z0-9_$]{1,64}",
            "apimgtdb");

    static final Format SVN_URL = Format.of(
                    "the URL of an SVN repository",
                    "it has the form http://host/path, with http, https or svn",
                    "(?:https?|svn)://(?:\\[" + IPV6 + "\\]|[A-Za-z0-9.-]+)(?::[0-9]{1,5})?"
                            + "(?:/(?!(?:\\.|%2[eE]){1,2}(?:/|$))(?:[A-Za-z0-9._~+@:=,!-]|%(?!2[fF]|5[cC])[0-9A-Fa-f]{2})*)*",
                    "http://svn.internal/repos/gateway")
            .hint("/(?:\\.|%2[eE]){1,2}(?:/|$)", "it must not have '.' or '..' as a folder")
            .hint("%(?:2[fF]|5[cC])", "it must not have '/' or '\\\\' in the name of a folder")
            .hint("^svn\\+ssh:", "Carbon does not support svn+ssh; use http, https or svn")
            .hint("^file:", "a file: URL is another repository on every machine; use http, https or svn")
            .hint("//[^/]*@", "it must not have a user or a password; they go under 'credentials'");

    static final Format COORDINATES = Format.of(
            "Maven coordinates",
            "they have the form group:artifact:extension:version or group:artifact:extension:classifier:version",
            COORDINATES_PATTERN,
            Examples.PACK_COORDINATES);

    static final Format PATH = Format.of(
                    "a path",
                    "a path is not empty, does not start with a blank or '~', and has no control characters",
                    "[^~\\s\\\\" + CONTROLS + "][^\\\\" + CONTROLS + "]*",
                    Examples.PACK_FILE)
            .asPath()
            .hint("^~", "'~' is not expanded; write ${user.home}");

    static final Format REFERENCE = Format.of(
                    "Maven coordinates or a path",
                    "coordinates have the form group:artifact:extension[:classifier]:version; a path with ':' needs a '/'",
                    COORDINATES_PATTERN + "|[^~\\s:/\\\\" + CONTROLS + "][^:/\\\\" + CONTROLS + "]*"
                            + "|(?![~\\s])[^/\\\\" + CONTROLS + "]*/[^\\\\" + CONTROLS + "]*",
                    "mysql:mysql-connector-java:5.1.49",
                    Examples.OTHER_PACK_FILE)
            .asPath()
            .hint("^[^/\\\\:]+:[^/\\\\:]+$", "coordinates need a version: group:artifact:extension:version")
            .hint("^~", "'~' is not expanded; write ${user.home}");

    static final Format SHA256 = Format.of("a SHA-256 checksum", "it has 64 hexadecimal digits", "[0-9A-Fa-f]{64}");

    static final Format REMOTE_PATH = Format.of(
                    "an absolute path on the machines",
                    "it starts with '/' and has letters, digits and . _ + @ = , - only",
                    "(?:/(?:" + SEGMENT + ")+)+/?",
                    "/opt/wso2")
            .hint("^~", "'~' is not expanded; write the path from '/' on")
            .hint("^[^/]", "it must start with '/'")
            .hint("\\\\", "write '/' between folders")
            .hint("/\\.\\.?(?:/|$)", "it must not have '.' or '..' as a folder");

    /** Letters that need no escape in a URL, in nginx's configuration or in JSON. */
    static final Format URL_PATH = Format.of(
                    "the path of a URL",
                    "it starts with '/', has letters, digits and . _ ~ - only, and no '/' at its end",
                    "(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)+",
                    "/apimanager/store")
            .hint("/$", "leave out the '/' at its end; for a name without a path leave out the key")
            .hint("^[^/]", "it must start with '/'");

    static final Format LOGIN = Format.of(
            "a login", "a login has letters, digits and . _ @ - only", "[A-Za-z0-9_][A-Za-z0-9._@-]{0,63}", "ubuntu");

    static final Format NODE_NAME = fileName("the name of a node", "gateway-worker-1");

    static final Format ENVIRONMENT_NAME = Format.of(
            "the name of an environment",
            "letters, digits, blanks and . _ - only, a letter or digit first and last",
            "[A-Za-z0-9](?:[A-Za-z0-9 ._-]{0,62}[A-Za-z0-9])?",
            "Production and Sandbox");

    static final Format VIRTUAL_HOST_KEY = fileName("a role or a name of yours", "internal-store");

    static final Format LOAD_BALANCER_NAME = fileName("the name of a load balancer", "dmz");

    static final Format KEY_ALIAS = Format.of(
            "the alias of a key",
            "letters, digits, blanks and . _ - only, a letter or digit first",
            "[A-Za-z0-9](?:[A-Za-z0-9 ._-]{0,126}[A-Za-z0-9._-])?",
            "apim");

    static final Format RULE = Format.of(
            "the id of a rule", "letters and digits, as messages have it in brackets", "[A-Za-z]+[0-9]+", "M27");

    static final Format REASON = Format.of(
            "a reason",
            "say in words why, in one line or with '>-' in several",
            "[^" + CONTROLS + "]*[^\\s" + CONTROLS + "][^" + CONTROLS + "]*");

    static final Format MEMORY_SIZE =
            Format.of("a size of memory", "a number and one of k, m, g", "[1-9][0-9]{0,8}[kKmMgG]", "512m", "2g");

    static final Format BYTES =
            Format.of("a number of bytes", "a number and one of k, m, g", "[1-9][0-9]{0,8}[kKmMgG]", "2g");

    /** Safe within quotes in a shell script, where it is written as it stands: nothing expands a variable in it. */
    static final Format JVM_OPTION = Format.of(
                    "a Java option",
                    "it starts with '-' and has no blanks, quotes, backticks, backslashes, '$(' or control characters",
                    "-(?:[^\\s\"'`$\\\\" + CONTROLS + "]|\\$(?!\\())+",
                    "-XX:+UseG1GC",
                    "-Duser.timezone=UTC")
            .hint("^-.*\\s-", "give each option as an item of its own");

    static final Format PACK_FILE = Format.of(
                    "a file below the product's home",
                    "a relative path with '/' that ends with .xml, .properties, .toml, .sh or .json",
                    "(?:" + FILE_SEGMENT + "/)*(?=[^/]*\\.(?:xml|properties|toml|sh|json)$)" + FILE_SEGMENT,
                    Examples.CONFIGURATION_FILE)
            .hint("\\\\", "write '/' between folders")
            .hint("^/", "the path starts below the product's home, without a '/'")
            .hint("(?:^|/)\\.\\.?(?:/|$)", "it must not have '.' or '..' as a folder");

    static final Format HOME_PATH = Format.of(
                    "a path below the product's home",
                    "a relative path with '/'",
                    "(?:" + FILE_SEGMENT + "/)*" + FILE_SEGMENT,
                    Examples.FOLDER)
            .hint("\\\\", "write '/' between folders")
            .hint("^/", "the path starts below the product's home, without a '/'")
            .hint("/$", "leave out the last '/'")
            .hint("(?:^|/)\\.\\.?(?:/|$)", "it must not have '.' or '..' as a folder");

    static final Format REGISTRY = Format.of(
                    "a registry",
                    "a host name, a port if it is not the usual one, and a path in lower case",
                    REGISTRY_HOST + "(?:/" + REPOSITORY_PART + ")*",
                    "registry.example.com/team",
                    "127.0.0.1:5000")
            .hint("://", "give the registry without a scheme such as https://")
            .hint("/$", "leave out the last '/'");

    static final Format IMAGE_NAME = Format.of(
            "the name of an image",
            "lower-case letters, digits and single . _ - / between them; {node} stands for the node's name",
            "(?:[a-z0-9]|\\{node\\})(?:[._/-]?(?:[a-z0-9]|\\{node\\}))*",
            "apim-{node}");

    static final Format IMAGE_TAG =
            Format.of("the tag of an image", "at most 128 letters, digits, '_', '.' and '-'", TAG, "1.0.0");

    static final Format IMAGE = Format.of(
            "an image, or scratch",
            "it has the form name:tag@sha256:…, with the registry before the name if it is not Docker Hub",
            "(?:" + REGISTRY_HOST + "/)?" + REPOSITORY_PART + "(?:/" + REPOSITORY_PART + ")*(?::" + TAG
                    + ")?(?:@sha256:[0-9a-f]{64})?",
            "eclipse-temurin:17-jre",
            "scratch");

    static final Format PLATFORM =
            Format.of("a platform", "it has the form linux/amd64", "[a-z0-9]{1,32}/[a-z0-9]{1,32}", "linux/amd64");

    static final Format USER_AND_GROUP = Format.of(
            "the numbers of a user and a group",
            "two numbers with ':' between them; write it in quotes",
            "[0-9]{1,9}:[0-9]{1,9}",
            "10001:0");

    static final Format LABEL_NAME = Format.of(
            "the name of a label",
            "lower-case letters, digits and . _ - / between them",
            "[a-z0-9](?:[a-z0-9._/-]{0,250}[a-z0-9])?",
            "org.opencontainers.image.vendor");

    static final Format OBJECT = Format.of(
            "the name of an object of Kubernetes",
            "lower-case letters, digits and '-', at most 63, a letter or digit first and last",
            "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?",
            "apim");

    static final Format CLUSTER_MEMORY = Format.of(
            "a size of memory of Kubernetes", "a number and one of Mi, Gi", "[1-9][0-9]{0,8}(?:Mi|Gi)", "2Gi");

    static final Format CLUSTER_CPU = Format.of(
            "a number of processors",
            "a number, or thousandths with m behind them",
            "[1-9][0-9]{0,4}m|(?:0\\.[0-9]{0,2}[1-9]|[1-9][0-9]{0,2}(?:\\.[0-9]{1,3})?)",
            "1",
            "500m");

    static final Format EDIT_PLACE = Format.of(
            "a place in a file",
            "an XML path, a property key, a TOML path, a shell variable or a JSON path, without control characters",
            "[^\\s" + CONTROLS + "][^" + CONTROLS + "]*",
            "/Server/Version");

    private Formats() {}

    private static Format fileName(String title, String example) {
        return Format.of(
                        title,
                        "lower-case letters, digits and '-', at most 63, a letter or digit first and last",
                        "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?",
                        example)
                .hint("[A-Z]", "write it in lower case: it becomes the name of a file");
    }

    /** All ways to write an IPv6 address without a zone and without an IPv4 tail (RFC 4291 §2.2, forms 1 and 2). */
    private static String ipv6() {
        String group = "[0-9A-Fa-f]{1,4}";
        StringBuilder pattern = new StringBuilder("(?:(?:" + group + ":){7}" + group);
        for (int after = 1; after <= 6; after++) {
            pattern.append("|(?:")
                    .append(group)
                    .append(":){1,")
                    .append(7 - after)
                    .append('}');
            pattern.append("(?::").append(group).append("){1,").append(after).append('}');
        }
        pattern.append("|(?:").append(group).append(":){1,7}:");
        pattern.append("|:(?:(?::").append(group).append("){1,7}|:))");
        return pattern.toString();
    }
}

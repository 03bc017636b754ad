package io.github.apim.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file of a user store, as a descriptor names it. */
public final class UserStoreFile {

    /** Its path beside the descriptor. */
    public static final String NAME = "user-stores/ad.xml";

    /** The class of the user store. */
    public static final String CLASS = "org.wso2.carbon.user.core.ldap.ActiveDirectoryUserStoreManager";

    private static final String TEXT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- Users of the company's directory. -->
            <UserStoreManager class="CLASS">
                <Property name="ConnectionURL">ldaps://ad.internal:636</Property>
                <Property name="ConnectionName">${credentials.username}</Property>
                <Property name="ConnectionPassword">${credentials.password}</Property>
                <Property name="UserNameSearchFilter">(&amp;(objectClass=user)(cn=?))</Property>
                <Property name="PasswordJavaRegEx">^[\\S]{5,30}$</Property>
            </UserStoreManager>
            """.replace("CLASS", CLASS);

    private UserStoreFile() {}

    /** Writes it beside a descriptor. */
    public static Path in(Path folder) throws IOException {
        return in(folder, TEXT);
    }

    /** Writes another one in its place. */
    public static Path in(Path folder, String text) throws IOException {
        Path file = folder.resolve(NAME);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}

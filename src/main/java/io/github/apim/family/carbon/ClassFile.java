package io.github.apim.family.carbon;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells for which Java a class was compiled. */
public final class ClassFile {

    private static final int MAGIC = 0xCAFEBABE;
    /** Class files of Java 1 have version 45. */
    private static final int BEFORE_JAVA_1 = 44;

    private ClassFile() {}

    /** The oldest Java that can load the class; {@link Integer#MAX_VALUE} if this is no class. */
    public static int javaVersion(InputStream classFile) throws IOException {
        DataInputStream in = new DataInputStream(classFile);
        int magic = in.readInt();
        in.readUnsignedShort();
        int major = in.readUnsignedShort();
        return magic == MAGIC ? major - BEFORE_JAVA_1 : Integer.MAX_VALUE;
    }
}

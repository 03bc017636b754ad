package io.github.apim.archive;

import java.io.IOException;

/** Bytes that are no deflate stream; the message says why and completes "the compressed data …". */
final class MalformedDeflateException extends IOException {

    MalformedDeflateException(String message) {
        super(message);
    }
}

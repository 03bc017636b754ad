package io.github.apim.family.carbon;

import io.github.apim.edit.XmlElement;

/** What makes documents of the API Manager searchable, by media type (matrix §11). */
public enum RegistryIndexer {
    PLAIN_TEXT("PlainTextIndexer", "text/plain+"),
    PDF("PDFIndexer", "application/pdf"),
    WORD("MSWordIndexer", "application/msword"),
    POWERPOINT("MSPowerpointIndexer", "application/vnd.ms-powerpoint"),
    EXCEL("MSExcelIndexer", "application/vnd.ms-excel"),
    XML("XMLIndexer", "application/xml"),
    WSDL("WSDLIndexer", "application/api-wsdl");

    private final String simpleName;
    private final String mediaTypes;

    RegistryIndexer(String simpleName, String mediaTypes) {
        this.simpleName = simpleName;
        this.mediaTypes = mediaTypes;
    }

    public String className() {
        return "org.wso2.carbon.apimgt.impl.indexing.indexer." + simpleName;
    }

    /** For the profiles in which somebody searches. */
    public XmlElement element() {
        return XmlElement.of("indexer")
                .attribute("class", className())
                .attribute("mediaTypeRegEx", mediaTypes)
                .attribute("profiles", "default,api-store,api-publisher");
    }
}

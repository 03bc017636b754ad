/** HTML whose texts are escaped by construction. */
package io.github.apim.report.html;

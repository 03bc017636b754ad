/** The page that shows a deployment. */
package io.github.apim.report;

/** What a family of versions is to those who dispatch over all of them. */
package io.github.apim.family.spi;

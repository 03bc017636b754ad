/** The database server: what the nodes need of it, what it has, and the statements in between. */
package io.github.apim.database;

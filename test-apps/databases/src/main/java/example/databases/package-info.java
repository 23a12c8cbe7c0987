/** Drivers of databases that have no JDBC. */
package example.databases;

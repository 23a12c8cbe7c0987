/** A TLS stack of a version that never was. */
package example.versions.conscrypt;

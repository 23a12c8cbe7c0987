/** A server that ships libraries which an agent may ship as well. */
package example.versions;

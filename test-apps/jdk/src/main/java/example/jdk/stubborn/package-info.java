/**
 * A server that takes back, in every way that the API has, any demand for a client's certificate:
 * each class here stands for one habit seen in real servers.
 */
package example.jdk.stubborn;

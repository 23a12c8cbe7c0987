/** Another agent in the same virtual machine. */
package example.agent;

/**
 * What is handed to Kubernetes.
 */
package dev.missioncontrol.invite.sandbox.deploy;

/**
 * A region that stands by, and takes over.
 */
package dev.missioncontrol.invite.chaos.region;

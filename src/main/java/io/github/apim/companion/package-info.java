/** What surrounds the nodes, one concern a class: load balancer, hosts files, firewall, prerequisites, Ansible, SVN. */
package io.github.apim.companion;

<?xml version="1.0" encoding="UTF-8"?>
<!-- Lists and tables. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:m="https://letterbook.invalid/ns/mode"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <!-- An item and the label before it are one entry, and what stands between two items belongs to the latter. The
       labels are those printed; the browser counts nothing. -->
  <xsl:template match="tei:list" mode="m:html" as="element()+">
    <xsl:apply-templates select="tei:head" mode="m:html"/>
    <ul class="{'list', if (tei:label) then 'labelled' else if (@rend = 'numbered' or @type = 'ordered') then 'numbered' else ()}">
      <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
      <xsl:for-each-group select="* except tei:head" group-ending-with="tei:item">
        <li>
          <xsl:apply-templates select="current-group()[self::tei:item]/@xml:id" mode="m:attributes"/>
          <xsl:apply-templates select="current-group()" mode="m:html"/>
        </li>
      </xsl:for-each-group>
    </ul>
  </xsl:template>

  <xsl:template match="tei:list/tei:label" mode="m:html" as="node()+">
    <span class="label">
      <xsl:apply-templates mode="m:html"/>
    </span>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template match="tei:item" mode="m:html" as="node()*">
    <xsl:apply-templates mode="m:html"/>
  </xsl:template>

  <!-- A register inside the text, or a bibliography. -->
  <xsl:template match="tei:listPerson | tei:listPlace | tei:listOrg | tei:listBibl" mode="m:html" as="element()+">
    <xsl:apply-templates select="tei:head" mode="m:html"/>
    <ul class="{local-name()}">
      <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
      <xsl:for-each select="* except tei:head">
        <li>
          <xsl:apply-templates select="." mode="m:html"/>
        </li>
      </xsl:for-each>
    </ul>
  </xsl:template>

  <xsl:template match="tei:person | tei:place | tei:org" mode="m:html" as="element(div)">
    <div class="{local-name()}">
      <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
      <xsl:for-each select="*">
        <xsl:if test="position() gt 1">
          <xsl:text>, </xsl:text>
        </xsl:if>
        <xsl:apply-templates select="." mode="m:html"/>
      </xsl:for-each>
    </div>
  </xsl:template>

  <!-- A wide table scrolls in a box of its own, which the keyboard can reach. -->
  <xsl:template match="tei:table" mode="m:html" as="element(div)">
    <xsl:param name="page" as="map(*)" tunnel="yes"/>
    <div class="table" role="group" tabindex="0" aria-label="{(normalize-space(f:plain(tei:head[1]))[. ne ''], f:label('table.label'))[1]}">
      <xsl:for-each select="$page?anchors ! .(generate-id(current()))">
        <xsl:attribute name="id" select="."/>
      </xsl:for-each>
      <table>
        <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
        <xsl:if test="tei:head">
          <caption>
            <xsl:apply-templates select="tei:head/node()" mode="m:html"/>
          </caption>
        </xsl:if>
        <xsl:apply-templates select="tei:row" mode="m:html"/>
      </table>
      <xsl:for-each select="* except (tei:head | tei:row)">
        <xsl:apply-templates select="." mode="m:html"/>
      </xsl:for-each>
    </div>
  </xsl:template>

  <xsl:template match="tei:row" mode="m:html" as="element(tr)">
    <tr>
      <xsl:apply-templates select="tei:cell" mode="m:html"/>
    </tr>
  </xsl:template>

  <xsl:template match="tei:cell" mode="m:html" as="element()">
    <xsl:variable name="heads-column" as="xs:boolean" select="../@role = 'label'"/>
    <xsl:element name="{if ($heads-column or @role = 'label') then 'th' else 'td'}">
      <xsl:if test="$heads-column or @role = 'label'">
        <xsl:attribute name="scope" select="if ($heads-column) then 'col' else 'row'"/>
      </xsl:if>
      <xsl:for-each select="@cols[. castable as xs:positiveInteger][. ne '1'][number() le 1000]">
        <xsl:attribute name="colspan" select="."/>
      </xsl:for-each>
      <xsl:for-each select="@rows[. castable as xs:positiveInteger][. ne '1'][number() le 65534]">
        <xsl:attribute name="rowspan" select="."/>
      </xsl:for-each>
      <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
      <xsl:apply-templates mode="m:html"/>
    </xsl:element>
  </xsl:template>
</xsl:stylesheet>
